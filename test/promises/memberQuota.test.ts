import { describe, expect, test } from 'vitest'
import { ChatError, rateLimiter, route, type PolicySpec } from '../../src/client/index.ts'
import { always, catalogue, probability, type Script } from '../../src/faults/index.ts'
import { PromiseStage, question, tell, tutorialModels } from '../support/promiseStage.ts'

const { latency, serverError } = catalogue
const models = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat'] as const
type Quotas = readonly (number | undefined)[]

const minuteMs = 60_000
const everyMs = 100
const calls = (3 * minuteMs) / everyMs
const weighted = route.balance({
  strategy: 'weighted',
  members: models.map((id) => ({ id, weight: tutorialModels[id].weight })),
})

/** Three minutes of ten calls a second, a tenth of whose attempts fail: so there are retries to count. */
async function threeMinutes(quotas: Quotas, policies: readonly PolicySpec[] = []) {
  const rules = [probability(0.1, serverError({})), always(latency({ delayMs: 50 }))]
  const script: Script = { models: Object.fromEntries(models.map((model) => [model, rules])) }
  const stage = new PromiseStage(script)
  const quotaOf = (rpm: number | undefined) => (rpm === undefined ? {} : { quota: { rpm } })
  const endpoints = Object.fromEntries(models.map((model, index) => [model, quotaOf(quotas[index])]))
  const client = stage.open({ route: weighted, endpoints, policies })
  const errors: ChatError[] = []
  await stage.play(() =>
    stage.pace(calls, everyMs, (call) =>
      client.chat(question(call), { callId: call }).catch((error: unknown) => void errors.push(error as ChatError)),
    ),
  )
  const askedAtMs = models.map((model) => stage.asked.filter((asked) => asked.model === model).map(({ at }) => at))
  const waitsMs = stage.events.flatMap((event) =>
    event.type === 'wait-started' && event.reason === 'limiter' ? [event.delayMs] : [],
  )
  const later = stage.events.filter((event) => event.type === 'attempt-started' && event.kind !== 'first')
  return { askedAtMs, errors, waitsMs, fullest: askedAtMs.map(fullestMinute), laterAttempts: later.length }
}

/** The most that began within any minute; what began exactly a minute apart is not in the same one. */
function fullestMinute(instantsMs: readonly number[]): number {
  let first = 0
  return instantsMs.reduce((most, atMs, index) => {
    while (instantsMs[first]! <= atMs - minuteMs) first += 1
    return Math.max(most, index - first + 1)
  }, 0)
}

describe('every member of a balance is held to its own requests per minute, retries included', () => {
  test('what is too much for one goes to the others, and nobody waits for longer than the patience', async () => {
    const { fullest, errors, waitsMs, laterAttempts } = await threeMinutes([100, 600, 600])
    const longestMs = Math.max(...waitsMs)
    tell(`rpm 100/600/600, one short: fullest minutes ${fullest.join('/')}; longest wait ${Math.round(longestMs)} ms`)
    expect(fullest[0]).toBe(100)
    expect(fullest[1]! + fullest[2]!).toBeGreaterThan(500)
    expect(laterAttempts).toBeGreaterThan(100)
    expect(longestMs).toBeLessThanOrEqual(1_000)
    expect(errors).toEqual([])
  })

  test('what is too much for all waits for its turn, and all turns are used', async () => {
    const quotas = [200, 100, 150]
    const { fullest, askedAtMs, errors, waitsMs, laterAttempts } = await threeMinutes(quotas)
    tell(
      `rpm 200/100/150, all short: fullest minutes ${fullest.join('/')}; ${waitsMs.length} waits, ${errors.length} of ${calls} calls ` +
        `had no turn left before their deadline`,
    )
    expect(fullest).toEqual(quotas)
    expect(laterAttempts).toBeGreaterThan(50)
    // Three minutes, and the one that the last calls may wait.
    expect(askedAtMs.map(({ length }) => length)).toEqual(quotas.map((rpm) => 4 * rpm))
    expect(Math.max(...askedAtMs.flat())).toBeLessThan(4 * minuteMs)
    // Those whose attempt failed, and could not be made again, say so.
    for (const { errorClass } of errors) expect(['local_limit', 'server_error']).toContain(errorClass)
    expect(errors.length).toBeLessThan(0.1 * calls)
  })

  test('a quota of its own goes before the client’s rate limiter, which holds the others', async () => {
    const { fullest, errors } = await threeMinutes([100], [rateLimiter({ rpm: 300 })])
    expect([fullest[0], fullest[2]]).toEqual([100, 300])
    expect(fullest[1]).toBeLessThanOrEqual(300)
    expect(errors).toEqual([])
  })
})
