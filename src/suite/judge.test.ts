import { describe, expect, test } from 'vitest'
import { HistoryBuilder } from '../../test/support/historyBuilder.ts'
import { judgeRun } from '../harness/judgeRun.ts'
import { virtual } from '../harness/worlds/virtual.ts'
import { defineInvariant, Findings } from '../invariants/index.ts'
import { scenarios } from '../scenarios/index.ts'
import { client, targets } from '../targets/index.ts'
import { invariants, judge, type RuleVerdict } from './judge.ts'

const scenario = scenarios.find(({ name }) => name === 'ra-long')!
const careless = targets.find(({ name }) => name === 'tutorial-smart-retry-repaired')!
const played = await virtual.play({ target: careless, scenario, seed: 7 })
const runLine = JSON.stringify({ type: 'run', target: careless.name, world: 'virtual', scenario: 'ra-long', seed: 7 })
const text = [runLine, ...played.history.lines(), ''].join('\n')
const declared = { deadlineMs: 60_000 }

const told = (verdicts: readonly RuleVerdict[], rule: string) => verdicts.find((one) => one.rule === rule)!
const broken = (verdicts: readonly RuleVerdict[]) =>
  verdicts.flatMap(({ rule, verdict }) => (verdict === 'fail' ? [rule] : []))

describe('judge', () => {
  test('finds in a file what the run itself was convicted of', () => {
    const run = judgeRun({ target: careless, scenario, seed: 7 }, virtual, played, 'test')
    const found = run.judged.flatMap(({ invariant, result }) => (result.verdict === 'fail' ? [invariant] : []))
    expect(found).toContain('retry-after-honoured')
    expect(broken(judge(text, undefined, { declared }))).toEqual(found)
  })

  test('proves a breach with the events themselves, the breach last', () => {
    const { violations, strength, source } = told(judge(text), 'retry-after-honoured')
    expect(violations[0]!.message).toContain('the server had asked for 120000 ms')
    const [answer, again] = violations[0]!.evidence
    expect(answer).toMatchObject({ type: 'response-started', status: 429, asked: { 'retry-after': '120' } })
    expect(again).toMatchObject({ type: 'exchange-started', model: 'deepseek-chat' })
    expect({ strength, source }).toEqual({ strength: 'must', source: expect.stringContaining('RFC 9110') as string })
  })

  test.each([
    ['a history', played.history],
    ['its events', played.history.events],
    ['its text, without the line of its run', played.history.lines().join('\n')],
  ])('takes %s', (_what, history) => {
    expect(told(judge(history), 'retry-after-honoured').verdict).toBe('fail')
  })

  test('judges by the rules that it is given, and by no others', () => {
    const shouts = defineInvariant({
      name: 'never-two-calls',
      number: 900,
      requirement: 'There is one call.',
      source: 'this test',
      strength: 'should',
      vantage: 'driver',
      check: ({ calls }) => {
        const findings = new Findings()
        findings.checked()
        if (calls.length > 1) findings.violated('a second call', calls[1]!.started)
        return findings.verdict('no call')
      },
    })
    expect(judge(text, [shouts])).toMatchObject([{ rule: 'never-two-calls', verdict: 'fail', checked: 1, why: null }])
    expect(judge(text, [...invariants, shouts])).toHaveLength(invariants.length + 1)
  })

  test('what was never put to the test is unknown, with the reason', () => {
    const verdicts = judge(text)
    expect(told(verdicts, 'attempts-bounded')).toMatchObject({ verdict: 'unknown', checked: 0, violations: [] })
    expect(told(verdicts, 'attempts-bounded').why).not.toBe('')
  })

  test('without the caller’s events it judges the wire: whose calls they are, the markers say', () => {
    const wire = played.history.events.filter(({ type }) => /^(connection|exchange|response)-/.test(type))
    const verdicts = judge(wire)
    expect(told(verdicts, 'retry-after-honoured').verdict).toBe('fail')
    expect(told(verdicts, 'every-call-settles')).toMatchObject({ verdict: 'unknown', why: 'needs the caller’s events' })
  })

  test('has no tolerance for a run on the virtual clock, and 50 ms otherwise', () => {
    const late = (byMs: number) => {
      const history = new HistoryBuilder()
      history.call(0, 0, { deadlineMs: 1_000 })
      history.record(1_000 + byMs, { type: 'call-ended', call: 0, outcome: { ok: true, text: 'Hello', model: null } })
      return history.events
    }
    const verdictOf = (...parameters: Parameters<typeof judge>) => told(judge(...parameters), 'deadline-kept').verdict
    const asText = `${runLine}\n${late(40)
      .map((event) => JSON.stringify(event))
      .join('\n')}`
    expect(verdictOf(late(40))).toBe('pass')
    expect(verdictOf(late(60))).toBe('fail')
    expect(verdictOf(asText)).toBe('fail')
    expect(verdictOf(late(60), undefined, { toleranceMs: 100 })).toBe('pass')
  })

  test('holds everything against nobody where nothing is wrong', async () => {
    const { history } = await virtual.play({ target: client, scenario, seed: 7 })
    const verdicts = judge(history, undefined, { declared: scenario.expect, toleranceMs: 0 })
    expect(broken(verdicts)).toEqual([])
    expect(told(verdicts, 'retry-after-honoured').verdict).toBe('pass')
  })
})
