import { expect, test } from 'vitest'
import { always, catalogue, type FaultSpec } from '../src/faults/index.ts'
import { loopback, msw, virtual } from '../src/harness/worlds/index.ts'
import { viewOf, type HistoryEvent } from '../src/history/index.ts'
import { burst } from '../src/load/index.ts'
import { quick, type Scenario } from '../src/scenarios/index.ts'
import { client } from '../src/targets/client.ts'

const { noHeaders, pace, quota } = catalogue
const worlds = [virtual, loopback, msw]

/** Twelve calls at once; whom the first model refuses goes to the second. */
function crowd(...faults: readonly FaultSpec[]): Scenario {
  return {
    name: 'crowd',
    family: 'quota',
    requirement: 'A quota is the same in every world.',
    source: 'architecture',
    strength: 'must',
    upstream: {
      models: { 'model-a': faults.map(always), 'model-b': [] },
      origins: { one: { serves: ['model-a'] }, two: { serves: ['model-b'] } },
    },
    load: burst({ calls: 12 }),
    expect: { ...quick, deadlineMs: 20_000, maxAttemptsPerEndpoint: 1, timeouts: { headersMs: 3_000 } },
    exercises: [],
  }
}

/** How many requests the first model admitted, how many it refused and with what truth. */
async function admissions(world: (typeof worlds)[number], scenario: Scenario) {
  const { history } = await world.play({ target: client, scenario, seed: 11 })
  const exchanges = viewOf(history.events).exchanges.filter(({ started }) => started.model === 'model-a')
  const refused = exchanges.flatMap(({ response }) => (response?.status === 429 ? [response] : []))
  return {
    admitted: exchanges.length - refused.length,
    refused: refused.length,
    quotas: [...new Set(refused.map(({ truth }) => truth.quota))],
    asked: [...new Set(refused.map(({ truth }) => Math.ceil((truth.waitMs ?? 0) / 10_000)))],
  }
}

test.each([
  ['a minute’s requests, fixed', [quota({ rpm: 5, window: 'fixed' })], { admitted: 5, quotas: ['rpm'], asked: [6] }],
  [
    'a minute’s requests, sliding',
    [quota({ rpm: 5, window: 'sliding' })],
    { admitted: 5, quotas: ['rpm'], asked: [6] },
  ],
  ['a bucket', [quota({ rpm: 5, rendering: 'milliseconds' })], { admitted: 5, quotas: ['rpm'], asked: [2] }],
  [
    'requests under way, while nothing is answered',
    [quota({ concurrency: 3 }), noHeaders({})],
    { admitted: 3, quotas: ['concurrency'], asked: [0] },
  ],
])('%s: admits and refuses as many on the virtual clock, on sockets and in MSW', async (_what, faults, expected) => {
  const seen = await Promise.all(worlds.map((world) => admissions(world, crowd(...faults))))
  for (const each of seen) expect(each).toEqual({ ...expected, refused: 12 - expected.admitted })
})

test('a model under load takes longer by its share for each exchange that is under way, in every world', async () => {
  const slow = pace({ ttftMs: 20, interTokenMs: 0, tokens: 1, slowdown: { from: 1, perExtra: 1 } })
  for (const world of worlds) {
    const { history } = await world.play({ target: client, scenario: crowd(slow), seed: 11 })
    const planned = plansOf(history.events, 20)
    expect(planned).toHaveLength(12)
    // A real timer may be late, never early.
    for (const { plannedMs, tookMs } of planned) expect(tookMs).toBeGreaterThanOrEqual(plannedMs - 1e-6)
    if (world !== virtual) continue
    expect(planned.map(({ tookMs }) => Math.round(tookMs))).toEqual(planned.map(({ plannedMs }) => plannedMs))
    expect(planned.at(-1)!.plannedMs).toBe(12 * 20)
  }
})

/** How long each exchange had to take, by who was under way when it came, and how long it took; ms. */
function plansOf(events: readonly HistoryEvent[], eachMs: number): { plannedMs: number; tookMs: number }[] {
  const open = new Map<number, { atMs: number; plannedMs: number }>()
  return events.flatMap((event) => {
    if (event.type === 'exchange-started')
      open.set(event.exchange, { atMs: event.at, plannedMs: eachMs * (open.size + 1) })
    if (event.type !== 'exchange-ended') return []
    const { atMs, plannedMs } = open.get(event.exchange)!
    open.delete(event.exchange)
    return [{ plannedMs, tookMs: event.at - atMs }]
  })
}
