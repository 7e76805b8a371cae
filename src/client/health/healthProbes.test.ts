import { afterEach, describe, expect, test, vi } from 'vitest'
import { createRandom, VirtualClock, type Clock, type TimerOptions } from '../../runtime/index.ts'
import { failureOf } from '../failure.ts'
import { defaultHealth, type HealthPolicy } from './healthPolicy.ts'
import { HealthProbes } from './healthProbes.ts'
import { failedProbe, healthyProbe, type ProbeResult } from './probeResult.ts'

afterEach(() => vi.restoreAllMocks())

const everyMs = defaultHealth.everyMs
const good = healthyProbe(null)
const bad = failedProbe(failureOf('server_error', 'http_500', 'broken'), true)
const silent = failedProbe(failureOf('rate_limited', 'http_429', 'slow down'), true)

interface Stage {
  readonly clock: VirtualClock
  readonly probes: HealthProbes
  /** When each probe of each endpoint began. */
  readonly begun: number[][]
  readonly changes: { atMs: number; endpoint: number; healthy: boolean; reason: string }[]
}

type Answers = (endpoint: number, round: number, stage: Stage, signal: AbortSignal) => Promise<ProbeResult>

interface Setting {
  readonly endpoints?: number
  readonly policy?: Partial<HealthPolicy>
  readonly seed?: number
}

function onStage(answers: Answers, act: (stage: Stage) => Promise<void>, setting: Setting = {}): Promise<void> {
  const { endpoints = 1, policy = {}, seed = 1 } = setting
  const clock = new VirtualClock()
  const begun: number[][] = Array.from({ length: endpoints }, () => [])
  const changes: Stage['changes'] = []
  const probes: HealthProbes = new HealthProbes(
    endpoints,
    { ...defaultHealth, ...policy },
    {
      clock,
      random: createRandom(seed),
      probe: (endpoint, signal) => {
        begun[endpoint]!.push(clock.now())
        return answers(endpoint, begun[endpoint]!.length - 1, stage, signal)
      },
      onChange: (endpoint, healthy, reason) => changes.push({ atMs: clock.now(), endpoint, healthy, reason }),
    },
  )
  const stage: Stage = { clock, probes, begun, changes }
  return clock.run(async () => {
    probes.start()
    await act(stage)
    await probes.close()
    expect(clock.pending()).toBe(0)
  })
}

const always =
  (result: ProbeResult): Answers =>
  () =>
    Promise.resolve(result)
const inTurn =
  (...results: ProbeResult[]): Answers =>
  (_endpoint, round) =>
    Promise.resolve(results[Math.min(round, results.length - 1)]!)
const wait =
  (ms: number) =>
  ({ clock }: Stage) =>
    clock.sleep(ms)
const gapsOf = (times: readonly number[]) => times.slice(1).map((time, index) => time - times[index]!)

describe('the rounds', () => {
  test('come once a period, give or take a tenth, and never in step', async () => {
    for (const seed of [1, 2, 3]) {
      await onStage(
        always(good),
        async (stage) => {
          await wait(200 * everyMs)(stage)
          for (const times of stage.begun) {
            const gaps = gapsOf(times)
            expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0.9 * everyMs)
            expect(Math.max(...gaps)).toBeLessThanOrEqual(1.1 * everyMs + 0.001)
            expect(Math.max(...gaps) - Math.min(...gaps)).toBeGreaterThan(0.15 * everyMs)
            expect(times.length).toBeGreaterThan(180)
          }
        },
        { endpoints: 3, seed },
      )
    }
  })

  test('begin with one that is spread over the period', async () => {
    for (let seed = 0; seed < 20; seed += 1) {
      await onStage(
        always(good),
        async (stage) => {
          await wait(everyMs)(stage)
          stage.begun.forEach(([firstMs], endpoint) => {
            expect(firstMs).toBeGreaterThanOrEqual((endpoint * everyMs) / 3)
            expect(firstMs).toBeLessThanOrEqual(((endpoint + 1) * everyMs) / 3)
          })
          expect(new Set(stage.begun.flat()).size).toBe(stage.begun.flat().length)
        },
        { endpoints: 3, seed },
      )
    }
  })

  test('leave out an endpoint whose last probe is still under way', async () => {
    let busy = 0
    let most = 0
    const slow: Answers = async (_endpoint, _round, { clock }) => {
      most = Math.max(most, ++busy)
      await clock.sleep(2.5 * everyMs)
      busy -= 1
      return good
    }
    await onStage(slow, async (stage) => {
      await wait(100 * everyMs)(stage)
      expect(most).toBe(1)
      expect(stage.begun[0]!.length).toBeGreaterThan(25)
      expect(stage.begun[0]!.length).toBeLessThan(42)
    })
  })

  test('do not come before the start, nor twice for two starts, nor after the end', async () => {
    const clock = new VirtualClock()
    const options = { clock, random: createRandom(1), probe: () => Promise.resolve(good) }
    const probes = new HealthProbes(2, defaultHealth, options)
    expect(clock.pending()).toBe(0)
    probes.start()
    probes.start()
    expect(clock.pending()).toBe(2)
    await probes.close()
    probes.start()
    expect(clock.pending()).toBe(0)
    const closedFirst = new HealthProbes(2, defaultHealth, options)
    await closedFirst.close()
    closedFirst.start()
    expect(clock.pending()).toBe(0)
  })

  test('are timed in the background', async () => {
    const asked: (TimerOptions | undefined)[] = []
    const clock = new VirtualClock()
    const spied: Clock = {
      now: () => clock.now(),
      epochMs: () => clock.epochMs(),
      sleep: (ms) => clock.sleep(ms),
      pending: () => clock.pending(),
      timer: (delayMs, callback, options) => {
        asked.push(options)
        return clock.timer(delayMs, callback)
      },
    }
    const options = { clock: spied, random: createRandom(1), probe: () => Promise.resolve(good) }
    const probes = new HealthProbes(1, defaultHealth, options)
    await clock.run(async () => {
      probes.start()
      await clock.sleep(2 * everyMs)
      await probes.close()
    })
    expect(asked.length).toBeGreaterThan(1)
    expect(new Set(asked.map((timer) => timer?.background))).toEqual(new Set([true]))
  })
})

describe('what is known of an endpoint', () => {
  test('is that it is well, until a probe says otherwise; then what the probe said', async () => {
    await onStage(
      (endpoint) => Promise.resolve(endpoint === 1 ? bad : good),
      async (stage) => {
        const health = () => [stage.probes.healthy(0), stage.probes.healthy(1)]
        expect(health()).toEqual([true, true])
        await wait(everyMs)(stage)
        expect(health()).toEqual([true, false])
        expect(stage.probes.reason(1)).toBe('server_error (http_500): broken')
        await wait(5 * everyMs)(stage)
        expect(stage.changes).toMatchObject([{ endpoint: 1, healthy: false, reason: bad.reason }])
      },
      { endpoints: 2 },
    )
  })

  test('recovers with the first good probe', async () => {
    await onStage(inTurn(bad, bad, good), async (stage) => {
      await wait(6 * everyMs)(stage)
      expect(stage.changes).toMatchObject([
        { healthy: false, atMs: stage.begun[0]![0] },
        { healthy: true, atMs: stage.begun[0]![2], reason: 'ok' },
      ])
    })
  })

  test('takes as many probes in a row as the policy wants', async () => {
    const answers = inTurn(bad, bad, good, bad, bad, bad, good, bad, good, good)
    await onStage(
      answers,
      async (stage) => {
        await wait(14 * everyMs)(stage)
        const rounds = stage.changes.map(({ atMs, healthy }) => [stage.begun[0]!.indexOf(atMs), healthy])
        expect(rounds).toEqual([
          [5, false],
          [9, true],
        ])
      },
      { policy: { failuresToMark: 3, successesToClear: 2 } },
    )
  })

  test('stays as it was where a probe says nothing', async () => {
    await onStage(always(silent), async (stage) => {
      await wait(5 * everyMs)(stage)
      expect(stage.probes.healthy(0)).toBe(true)
      expect(stage.changes).toEqual([])
    })
    await onStage(inTurn(bad, silent), async (stage) => {
      await wait(5 * everyMs)(stage)
      expect(stage.probes.healthy(0)).toBe(false)
      expect(stage.probes.reason(0)).toBe(bad.reason)
    })
  })

  test('stays as it was where a probe throws, and the rounds go on', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
    const answers: Answers = (_endpoint, round) => {
      if (round === 0) throw new Error('at once')
      return round === 1 ? Promise.reject(new Error('later')) : Promise.resolve(bad)
    }
    await onStage(answers, async (stage) => {
      await wait(2 * everyMs)(stage)
      expect(stage.changes).toEqual([])
      await wait(2 * everyMs)(stage)
      expect(stage.changes).toHaveLength(1)
    })
    expect(warned.mock.calls.map(([warning]) => warning)).toEqual(
      ['at once', 'later'].map((what) => `the health probe of a brownout client threw: Error: ${what}`),
    )
  })
})

test('closing ends the probes under way, and nothing is learnt from how they end', async () => {
  const dying: Answers = async (_endpoint, _round, { clock }, signal) => {
    await clock.sleep(everyMs, signal).catch(() => undefined)
    expect(signal.aborted).toBe(true)
    return bad
  }
  await onStage(
    dying,
    async (stage) => {
      await wait(everyMs)(stage)
      await stage.probes.close()
      expect(stage.clock.now()).toBe(everyMs)
      expect(stage.clock.pending()).toBe(0)
      expect([0, 1, 2].map((endpoint) => stage.probes.healthy(endpoint))).toEqual([true, true, true])
      expect(stage.changes).toEqual([])
    },
    { endpoints: 3 },
  )
})
