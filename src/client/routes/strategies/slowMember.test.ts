import { describe, expect, test } from 'vitest'
import { EventHeap } from '../../../runtime/eventHeap.ts'
import { createRandom } from '../../../runtime/index.ts'
import { LatencyTracker } from '../../latencyTracker.ts'
import { compileRoute, route, type StrategyName } from '../index.ts'

const ids = ['a', 'b', 'c', 'd', 'e']
const normalMs = 300
const slowMs = 8_000
const slowsDownAtMs = 60_000
const endsAtMs = 180_000

/** Poisson arrivals, 20 a second, at five endpoints that answer in 300 ms; after a minute, `a` takes 8 s. */
function play(strategy: StrategyName) {
  const compiled = compileRoute(route.balance({ strategy, members: ids }), ids)
  const trackers = ids.map(() => new LatencyTracker())
  const inFlight = ids.map(() => 0)
  const facts = {
    price: () => null,
    latencyMs: (endpoint: number, atMs: number) => trackers[endpoint]!.ewmaMs(atMs, inFlight[endpoint]),
    inFlight: (endpoint: number) => inFlight[endpoint]!,
  }
  const events = new EventHeap()
  const random = createRandom(5)
  const arrivals = random.stream('arrivals')
  const calls: { atMs: number; endpoint: number; latencyMs: number }[] = []
  let nowMs = 0
  let sequence = 0
  const after = (delayMs: number, fire: () => void) =>
    events.push({ atMs: nowMs + delayMs, sequence: sequence++, fire })
  const arrive = () => {
    const endpoint = compiled.order(facts, nowMs, random.stream(sequence, 'route'))[0]!
    const latencyMs = endpoint === 0 && nowMs >= slowsDownAtMs ? slowMs : normalMs
    calls.push({ atMs: nowMs, endpoint, latencyMs })
    inFlight[endpoint]! += 1
    after(latencyMs, () => {
      inFlight[endpoint]! -= 1
      trackers[endpoint]!.record(nowMs, latencyMs)
    })
    after(-Math.log(1 - arrivals()) * 50, arrive)
  }
  arrive()
  while (nowMs < endsAtMs) {
    const { atMs, fire } = events.pop()!
    nowMs = atMs
    fire!()
  }
  return calls
}

/** The slow endpoint's share of the calls from so long after it became slow. */
function slowShare(strategy: StrategyName, fromMs: number): number {
  const later = play(strategy).filter(({ atMs }) => atMs >= slowsDownAtMs + fromMs)
  return later.filter(({ endpoint }) => endpoint === 0).length / later.length
}

function meanMs(strategy: StrategyName): number {
  const later = play(strategy).filter(({ atMs }) => atMs >= slowsDownAtMs)
  return later.reduce((sum, { latencyMs }) => sum + latencyMs, 0) / later.length
}

describe('an endpoint becomes slow without an error', () => {
  test.each(['least-latency', 'p2c-ewma'] as const)('%s sends it under 5 percent within 30 s', (strategy) => {
    expect(slowShare(strategy, 30_000)).toBeLessThan(0.05)
  })

  test.each(['weighted', 'round-robin'] as const)('%s does not look, and goes on with a fifth', (strategy) => {
    expect(slowShare(strategy, 30_000)).toBeGreaterThan(0.15)
  })

  test('p2c-ewma answers at least three times as fast as chance does', () => {
    expect(meanMs('p2c-ewma') * 3).toBeLessThan(meanMs('weighted'))
  })

  test.each(['least-latency', 'p2c-ewma'] as const)(
    '%s asks it again from time to time, one call at once',
    (strategy) => {
      const asked = play(strategy).filter(({ atMs, endpoint }) => endpoint === 0 && atMs >= slowsDownAtMs + 30_000)
      expect(asked.length).toBeGreaterThan(0)
      asked.slice(1).forEach(({ atMs }, index) => expect(atMs - asked[index]!.atMs).toBeGreaterThanOrEqual(slowMs))
    },
  )
})
