import { describe, expect, test } from 'vitest'
import { problemOf } from '../../test/support/problemOf.ts'
import { readArguments } from './commandLine.ts'

const read = (...argv: string[]) =>
  readArguments('judge', argv, { flags: ['clock-skew', 'live', 'out'], words: { atLeast: 0, atMost: 2 } })

describe('a value that begins with a minus and a digit', () => {
  test.each([
    ['--clock-skew', '-90s'],
    ['--clock-skew=-90s', '--live'],
  ])('is the value of the flag before it: %s %s', (...argv) => {
    expect(read(...argv).flags['clock-skew']).toBe(-90_000)
  })

  test('is typed again as it was typed', () => {
    expect(read('--clock-skew', '-90s').typed).toBe('brownout judge --clock-skew -90s')
  })

  test.each([
    ['alone', ['-5/s']],
    ['after a flag without a value', ['--live', '-5/s']],
    ['after one that has its value', ['--out', 'here', '-5/s']],
  ])('is no flag that is known: %s', (_where, argv) => {
    expect(problemOf(() => read(...argv)).text.what).toBe('brownout judge has no flag -5.')
  })

  test('is a word after --', () => {
    expect(read('--', '--out', '-5/s').words).toEqual(['--out', '-5/s'])
  })
})
