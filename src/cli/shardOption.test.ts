import { expect, test } from 'vitest'
import { problemOf } from '../../test/support/problemOf.ts'
import { readArguments } from './commandLine.ts'

const read = (...argv: string[]) =>
  readArguments('bench', argv, { flags: ['shard'], words: { atLeast: 0, atMost: 0 } }).flags.shard

test.each([
  ['1/1', { index: 1, of: 1 }],
  ['2/5', { index: 2, of: 5 }],
  ['1000/1000', { index: 1_000, of: 1_000 }],
])('--shard %s', (typed, shard) => {
  expect(read('--shard', typed)).toEqual(shard)
})

test.each(['0/3', '4/3', '2', '2/', '/2', '1/1001', '-1/3', '1.5/3', '02/3', '1/3/4', ' 1/3', 'a/b'])(
  '--shard %s makes no sense, and it is said how it would',
  (typed) => {
    const { text } = problemOf(() => read(`--shard=${typed}`))
    expect(text.what).toMatch(/^--shard is one of so many machines, each from 1 to 1,000; found/)
    expect(text.mend).toBe('For the second of five: --shard 2/5')
  },
)
