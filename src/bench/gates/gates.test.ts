import { describe, expect, test } from 'vitest'
import { failed, many } from '../../../test/support/benchSamples.ts'
import type { CallSample } from '../sample.ts'
import { summarise } from '../metrics/summarise.ts'
import type { Gate, Gates } from './gate.ts'
import { judgeGates } from './judgeGates.ts'
import { readCallLimits, readGates } from './readGates.ts'

function gatesOf(gates: Gates): readonly Gate[] {
  const read = readGates(gates, 'bench.config.ts')
  return 'read' in read ? read.read : expect.fail(read.problem.what)
}
const verdictsOf = (samples: readonly CallSample[], gates: Gates) =>
  judgeGates(summarise(samples), gatesOf(gates)).map(({ verdict, reason }) => reason ?? verdict)

describe('a gate is read by the unit of its metric', () => {
  test.each<[gates: Gates, comparison: string, limit: number]>([
    [{ 'ttft.p95': '< 800ms' }, '<', 800],
    [{ 'failover.p99': '<= 2s' }, '<=', 2_000],
    [{ success: '> 99%' }, '>', 0.99],
    [{ success: '>= 99.9%' }, '>=', 0.999],
    [{ 'cost.per1kGood': '< $0.60' }, '<', 0.6],
    [{ goodput: '> 4/s' }, '>', 4],
    [{ 'attempts.perCall': '< 1.5' }, '<', 1.5],
    [{ 'total.send.p99.9': '< 1s' }, '<', 1_000],
  ])('%j', (gates, comparison, limit) => expect(gatesOf(gates)[0]).toMatchObject({ comparison, limit }))

  test.each([
    [{ 'ttft.p59': '< 800ms' }, 'There is no metric "ttft.p59".', 'Did you mean ttft.p50?'],
    [{ ttft: '< 800ms' }, 'There is no metric "ttft".', 'Did you mean ttft.p95?'],
    [{ sucess: '> 99%' }, 'There is no metric "sucess".', 'Did you mean success?'],
    [{ toString: '< 1' }, 'There is no metric "toString".', 'docs/bench.md'],
    [{ 'ttft.p95': '< 800' }, 'The limit of ttft.p95 is "< 800", expected a string like "< 800ms"', 'its unit'],
    [{ success: '> 0.99' }, 'The limit of success is "> 0.99", expected a string like "> 99%".', 'its unit'],
    [{ 'cost.per1kGood': '< 0.60' }, 'expected a string like "< $0.60"', ''],
    [{ 'ttft.p95': '= 800ms' }, 'The limit of ttft.p95 is "= 800ms"', ''],
  ])('%j is refused, in words', (gates, what, mend) => {
    const read = readGates(gates, 'bench.config.ts')
    expect(read).toMatchObject({ problem: { where: 'bench.config.ts' } })
    if (!('problem' in read)) return
    expect(read.problem.what).toContain(what)
    expect(read.problem.mend).toContain(mend)
  })

  test('a call has no percentile', () => {
    expect(readCallLimits({ ttft: '<= 0.8s' }, 'x')).toEqual({
      read: [{ of: 'ttft', comparison: '<=', limitMs: 800 }],
    })
    const read = readCallLimits({ 'ttft.p95': '< 800ms' }, 'x')
    expect('problem' in read && read.problem.mend).toContain('Did you mean ttft?')
  })
})

describe('a gate', () => {
  // 301 to 400 ms: p50 is 350, and its interval with 1,000 calls some ms wide.
  test.each<[text: Gates['total.p50'], verdict: string]>([
    ['< 380ms', 'passed'],
    ['< 320ms', 'failed'],
    ['< 350ms', 'unsure'],
    ['> 320ms', 'passed'],
    ['> 380ms', 'failed'],
  ])('total.p50 %s: %s', (text, verdict) => {
    expect(verdictsOf(many(1_000), { 'total.p50': text! })).toEqual([verdict])
  })

  test('on a percentile of too few calls has no verdict, unless so many are over the limit that it cannot hold', () => {
    expect(verdictsOf(many(100), { 'total.p99': '< 500ms' })).toEqual(['n-too-small'])
    expect(verdictsOf(many(100), { 'total.p99': '< 350ms' })).toEqual(['failed'])
  })

  test('says how many calls would do, by the rule of MLPerf', () => {
    const slow = many(400, (call) => (call === 200 ? { endedMs: 9_999 } : {}))
    expect(judgeGates(summarise(slow), gatesOf({ 'total.p99': '< 500ms' }))).toMatchObject([
      { verdict: 'no-verdict', reason: 'unsure', neededN: 662 },
    ])
  })

  test('counts failures as endless: a server that refuses is not fast', () => {
    expect(
      verdictsOf(
        many(1_000, (call) => (call % 5 === 0 ? failed : {})),
        { 'total.p95': '< 500ms' },
      ),
    ).toEqual(['failed'])
  })

  test('on what nobody measured has no verdict', () => {
    expect(verdictsOf(many(100), { 'failover.p99': '<= 2s' })).toEqual(['not-measured'])
  })

  test('on time has no verdict where the run is too noisy; on success it has', () => {
    const late = many(1_000, (call) => ({ startedMs: call * 10 + 200 }))
    expect(verdictsOf(late, { 'total.p50': '< 100ms', success: '> 99%' })).toEqual(['too-noisy', 'passed'])
  })

  test('holds for every series; what all share is judged once', () => {
    const two = many(1_000, (call) => (call % 2 === 0 ? {} : { ...failed, series: 'gpt-4.1' }))
    expect(verdictsOf(two, { success: '> 90%', 'cost.total': '< $2' })).toEqual(['passed', 'failed', 'passed'])
  })
})
