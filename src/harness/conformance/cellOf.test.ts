import { describe, expect, test } from 'vitest'
import type { JudgedInvariant, RunReport } from '../report.ts'
import { cellOf } from './cellOf.ts'

type Result = JudgedInvariant['result']
const pass: Result = { verdict: 'pass', checked: 2 }
const unknown: Result = { verdict: 'unknown', why: 'nobody asked for a wait' }
const fail = (message: string, evidence: readonly number[] = [1, 2]): Result => ({
  verdict: 'fail',
  checked: 1,
  violations: [{ message, evidence }],
})

const rule = (
  invariant: string,
  result: Result,
  { strength = 'must', exercised = true }: { strength?: 'must' | 'should'; exercised?: boolean } = {},
): JudgedInvariant => ({
  invariant,
  number: 1,
  requirement: `${invariant}!`,
  source: 'here',
  strength,
  exercised,
  result,
})

/** The run says what its rules say. */
function runOf(judged: readonly JudgedInvariant[], rest: Partial<RunReport> = {}): RunReport {
  const broke = judged.some(({ result }) => result.verdict === 'fail')
  return {
    target: 'theirs',
    world: 'loopback',
    scenario: 'storm',
    family: 'rate-limit',
    requirement: 'Wait.',
    source: 'RFC 9110',
    strength: 'must',
    seed: 7,
    verdict: broke ? 'broke' : 'held',
    reason: null,
    historyHash: null,
    token: null,
    calls: 2,
    answered: 1,
    attempts: 3,
    elapsedMs: 12,
    judged,
    excerpt: [],
    day: null,
    ...rest,
  }
}

const settles = rule('every-call-settles', pass)
const waits = (result: Result) => rule('retry-after-honoured', result)

test('what held and was tested is a pass, and says what of it was not', () => {
  expect(cellOf(runOf([settles, waits(pass), rule('attempts-bounded', unknown)]))).toEqual({
    verdict: 'pass',
    reason: null,
    rules: [],
    untested: ['attempts-bounded'],
  })
})

describe('what broke', () => {
  test('a rule that must hold is a failure, told by what happened', () => {
    const also = rule('answers-as-expected', fail('half of them'), { strength: 'should' })
    expect(cellOf(runOf([also, settles, waits(fail('came back early'))]))).toMatchObject({
      verdict: 'fail',
      reason: 'came back early',
      rules: ['retry-after-honoured', 'answers-as-expected'],
    })
  })

  test('a rule that good clients keep is non-strict', () => {
    const soft = rule('answers-as-expected', fail('half of them'), { strength: 'should' })
    expect(cellOf(runOf([settles, soft]))).toMatchObject({ verdict: 'non-strict', reason: 'half of them' })
  })

  test('a rule that must hold, on a day of which nobody has promised anything, is non-strict', () => {
    expect(cellOf(runOf([waits(fail('early'))], { strength: 'should' })).verdict).toBe('non-strict')
  })

  test.each(['success-means-complete', 'output-from-one-attempt', 'key-stays-home', 'program-survives'])(
    'no day excuses %s',
    (invariant) => {
      expect(cellOf(runOf([rule(invariant, fail('a lie'))], { strength: 'should' })).verdict).toBe('fail')
    },
  )

  test.each([
    ['complete', 'non-strict'],
    ['reset', 'fail'],
  ] as const)('half an answer that ended %s on a day that promises nothing', (how, verdict) => {
    const excerpt = [{ type: 'exchange-ended', seq: 2, at: 0, exchange: 0, how, text: '', finished: false } as const]
    const judged = [rule('success-means-complete', fail('half of it'))]
    expect(cellOf(runOf(judged, { strength: 'should', excerpt })).verdict).toBe(verdict)
    expect(cellOf(runOf(judged, { strength: 'must', excerpt })).verdict).toBe('fail')
  })

  test('a rule that good clients keep, and the scenario is not about, is told beside the verdict', () => {
    const aside = rule('failure-says-why', fail('it says nothing'), { strength: 'should', exercised: false })
    expect(cellOf(runOf([waits(pass), aside]))).toMatchObject({ verdict: 'pass', rules: ['failure-says-why'] })
    expect(cellOf(runOf([waits(unknown), aside]))).toMatchObject({ verdict: 'unknown', rules: ['failure-says-why'] })
  })

  test('an Idempotency-Key that nobody asks for is never owed', () => {
    expect(cellOf(runOf([waits(pass), rule('idempotency-key-kept', fail('none'))])).verdict).toBe('non-strict')
  })

  test('a rule that the scenario does not name counts as well', () => {
    expect(cellOf(runOf([waits(pass), rule('key-stays-home', fail('gone'), { exercised: false })])).verdict).toBe(
      'fail',
    )
  })
})

describe('a call that did not settle', () => {
  const hangs = rule('every-call-settles', fail('call 0 never ended', [1]))
  test('is a hang, whatever else broke and however strong the day is', () => {
    const run = runOf([waits(fail('early')), hangs], { strength: 'should' })
    expect(cellOf(run)).toMatchObject({ verdict: 'hang', reason: 'call 0 never ended' })
  })

  test('a call that ended twice is none', () => {
    expect(cellOf(runOf([rule('every-call-settles', fail('call 0 ended 2 times', [1, 4, 5]))])).verdict).toBe('fail')
  })
})

describe('unknown', () => {
  test.each<[string, RunReport, string]>([
    ['what was refused', runOf([], { verdict: 'refused', reason: 'it does not stream' }), 'it does not stream'],
    ['what crashed the harness', runOf([], { verdict: 'crashed', reason: 'TypeError: no' }), 'TypeError: no'],
    ['what had no verdict', runOf([settles], { verdict: 'no-verdict', reason: 'too noisy' }), 'too noisy'],
    [
      'what broke on a machine that was too noisy',
      runOf([waits(fail('early'))], { verdict: 'no-verdict', reason: 'too noisy' }),
      'too noisy',
    ],
    ['a run without a reason', runOf([settles], { verdict: 'no-verdict' }), 'no-verdict'],
    [
      'that all calls ended, where more was asked',
      runOf([settles, waits(unknown)]),
      'retry-after-honoured: nobody asked for a wait',
    ],
    ['a run without a rule', runOf([]), 'nothing was put to the test'],
    [
      'a rule that passed, but is not what the scenario is there for',
      runOf([rule('attempts-bounded', pass, { exercised: false }), waits(unknown)]),
      'retry-after-honoured: nobody asked for a wait',
    ],
  ])('%s, and says why', (_name, run, reason) => {
    expect(cellOf(run)).toMatchObject({ verdict: 'unknown', reason })
  })

  test('that all calls ended is enough where nothing else is asked', () => {
    expect(cellOf(runOf([settles])).verdict).toBe('pass')
    expect(cellOf(runOf([rule('attempts-bounded', pass, { exercised: false })])).verdict).toBe('pass')
  })
})
