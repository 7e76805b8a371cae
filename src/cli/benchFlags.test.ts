import { describe, expect, test } from 'vitest'
import { Problem } from '../harness/problem.ts'
import { readArguments } from './commandLine.ts'
import { profileFlags, profileFromFlags } from './benchFlags.ts'

const grammar = { flags: [...profileFlags, 'live'], words: { atLeast: 0, atMost: 1 } } as const
const profile = (...argv: string[]) => profileFromFlags(readArguments('bench', argv, grammar).flags)

function problemOf(argv: readonly string[]): readonly [what: string, where: string, mend: string] {
  try {
    profile(...argv)
  } catch (error) {
    if (error instanceof Problem) return [error.text.what, error.text.where, error.text.mend]
    throw error
  }
  return expect.fail(`${argv.join(' ')} was taken`)
}

test('no flag says nothing: the profile decides', () => {
  expect(profile()).toEqual({})
})

test.each<[argv: string, read: object]>([
  ['--rate 2/s', { rate: 2 }],
  ['--rate 120/m', { rate: 2 }],
  ['--rate 1800/h', { rate: 0.5 }],
  ['--rate=0.5', { rate: 0.5 }],
  ['--duration 60s', { duration: 60_000 }],
  ['--duration 2m', { duration: 120_000 }],
  ['--duration 1.5s', { duration: 1_500 }],
  ['--deadline 800ms', { deadline: 800 }],
  ['--warm-up 0', { warmUp: 0 }],
  ['--warm-up 5s', { warmUp: 5_000 }],
  ['--models a,b --models c', { models: ['a', 'b', 'c'] }],
  ['--concurrency 8 --requests 200', { concurrency: 8, requests: 200 }],
  ['--workload vi --scenario storm-short', { workload: 'vi', scenario: 'storm-short' }],
  ['--no-fallback --cache allow --max-in-flight 50', { fallback: false, cache: 'allow', maxInFlight: 50 }],
])('%s', (argv, read) => {
  expect(profile(...argv.split(' '))).toEqual(read)
})

describe('what makes no sense is an error that says how to say it', () => {
  test.each<[argv: string, what: RegExp, mend: RegExp]>([
    ['--rate=abc', /^--rate is so many calls a second, minute or hour, above 0; found "abc"\.$/, /--rate 2\/s/],
    ['--rate 0/s', /found "0\/s"/, /--rate 120\/m/],
    ['--rate=-2/s', /found "-2\/s"/, /./],
    ['--rate -5/s', /^--rate is so many calls a second, .* above 0; found "-5\/s"\.$/, /--rate 2\/s or --rate 120\/m/],
    ['--duration -5s', /^--duration is a time above 0 .*; found "-5s"\.$/, /60s, 2m or 500ms/],
    ['--rate 2/d', /found "2\/d"/, /./],
    ['--rate 2/s --rate 3/s', /twice/, /once/],
    ['--rate 99999999999', /--rate is/, /./],
    ['--rate', /--rate needs a value/, /./],
    ['--duration 60', /^--duration needs a unit; found "60"\.$/, /--duration 60s, or --duration 60ms/],
    ['--duration 0', /^--duration is a time above 0/, /^For example: --duration 60s, 2m or 500ms$/],
    ['--deadline 0.0', /^--deadline is a time above 0/, /^For example: --deadline 60s, 2m or 500ms$/],
    ['--duration 90000', /^--duration needs a unit; found "90000"\.$/, /^For example: --duration 90000ms$/],
    ['--duration 99999999', /up to 24 hours/, /60s, 2m or 500ms/],
    ['--duration 0s', /above 0 and up to 24 hours/, /60s, 2m or 500ms/],
    ['--duration 9999m', /up to 24 hours/, /./],
    ['--duration 1h30', /found "1h30"/, /./],
    ['--deadline NaN', /--deadline is a time/, /./],
    ['--requests 1e3', /--requests is a whole number/, /./],
    ['--concurrency 0', /--concurrency is a whole number from 1 to 1000/, /./],
    ['--max-in-flight 0.5', /--max-in-flight is a whole number/, /./],
    ['--cache deny', /--cache is unique or allow; found "deny"/, /prompt cache/],
    ['--fallback', /has no flag --fallback/, /Did you mean --no-fallback/],
    ['--live=yes', /--live is on or off and takes no value/, /Give --live alone/],
    ['--ratee 2/s', /has no flag --ratee/, /Did you mean --rate\?/],
    ['--rate 2/s --concurrency 4', /--rate and --concurrency both say/, /open load/],
  ])('%s', (argv, what, mend) => {
    const [found, where, fix] = problemOf(argv.split(' '))
    expect(found).toMatch(what)
    expect(where).toContain('brownout bench')
    expect(fix).toMatch(mend)
  })
})
