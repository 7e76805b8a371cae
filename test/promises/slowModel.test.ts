import { describe, expect, test } from 'vitest'
import { circuitBreaker, deadline, route, type PolicySpec } from '../../src/client/index.ts'
import { always, catalogue, during } from '../../src/faults/index.ts'
import { PromiseStage, question, shareOf, tell, type ClientSettings } from '../support/promiseStage.ts'

const models = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat'] as const
const slow = models[0]

const normal = always(catalogue.latency({ delayMs: 300 }))
const everyMs = 200
const slowsDownAtMs = 60_000
const graceMs = 30_000
const endsAtMs = slowsDownAtMs + graceMs + 60_000

/** Scenario 38: five calls a second; after a minute one of three models takes 8 s instead of 0.3 s, without an error. */
async function brownout(name: string, settings: ClientSettings) {
  const stage = new PromiseStage({
    models: {
      [slow]: [during(slowsDownAtMs, Infinity, catalogue.latency({ delayMs: 7_700 })), normal],
      [models[1]]: [normal],
      [models[2]]: [normal],
    },
  })
  const client = stage.open(settings)
  const ends: { atMs: number; answered: boolean; tookMs: number }[] = []
  await stage.play(() =>
    stage.pace(endsAtMs / everyMs, everyMs, async (call) => {
      const atMs = stage.clock.now()
      const answered = await client.chat(question(call), { callId: call }).then(
        () => true,
        () => false,
      )
      ends.push({ atMs, answered, tookMs: stage.clock.now() - atMs })
    }),
  )
  const shareFrom = (fromMs: number, toMs: number) =>
    shareOf(
      stage.asked.filter(({ at }) => at >= fromMs && at < toMs),
      ({ model }) => model === slow,
    )
  const later = ends.filter(({ atMs }) => atMs >= slowsDownAtMs + graceMs)
  const figures = {
    before: shareFrom(0, slowsDownAtMs),
    meanwhile: shareFrom(slowsDownAtMs, slowsDownAtMs + graceMs),
    after: shareFrom(slowsDownAtMs + graceMs, endsAtMs),
    answered: shareOf(later, ({ answered }) => answered),
  }
  const meanMs = later.reduce((sum, { tookMs }) => sum + tookMs, 0) / later.length
  tell(
    `slow model, ${name}: ${percent(figures.before)} of the traffic before, ${percent(figures.meanwhile)} in the first ` +
      `30 s, ${percent(figures.after)} in the next 60 s (${percent(figures.answered)} answered, mean ${Math.round(meanMs)} ms)`,
  )
  return figures
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`

const balance = (strategy: 'least-latency' | 'p2c-ewma' | 'round-robin') => ({
  route: route.balance({ strategy, members: models }),
})
const chain = { route: route.fallback(models) }
const countsSlowCalls = { ...chain, policies: [circuitBreaker({ slowCallMs: 2_000 })] }

/** A patient caller gets the slow answers; one that leaves before them never sees how slow they would have been. */
const callers: readonly (readonly [caller: string, policies: readonly PolicySpec[]])[] = [
  ['a patient caller', []],
  ['a deadline of 5 s', [deadline('5s')]],
]

describe.each(callers)(
  'a model that becomes slow without an error loses its traffic within 30 s: %s',
  (caller, its) => {
    test.each<[name: string, settings: ClientSettings]>([
      ['a chain whose breaker counts slow calls', countsSlowCalls],
      ['least-latency', balance('least-latency')],
      ['p2c-ewma', balance('p2c-ewma')],
    ])('%s', async (name, settings) => {
      const policies = [...(settings.policies ?? []), ...its]
      const { before, after, answered } = await brownout(`${name}, ${caller}`, { ...settings, policies })
      expect(before).toBeGreaterThan(0.2)
      expect(after).toBeGreaterThan(0)
      expect(after).toBeLessThan(0.05)
      expect(answered).toBeGreaterThan(0.95)
    })

    test.each<[name: string, settings: ClientSettings]>([
      ['a chain with the defaults', chain],
      ['round-robin', balance('round-robin')],
    ])('but not where nobody looks at the time: %s', async (name, settings) => {
      const { before, after } = await brownout(`${name}, ${caller}`, { ...settings, policies: its })
      expect(after).toBeCloseTo(before, 5)
    })
  },
)
