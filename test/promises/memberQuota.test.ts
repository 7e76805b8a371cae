import { describe, expect, test } from 'vitest'
import { ChatError, route, type PolicySpec, rateLimiter } from '../../src/client/index.ts'
import { always, catalogue, probability, type Script } from '../../src/faults/index.ts'
import { PromiseStage, question, tell, tutorialModels } from '../support/promiseStage.ts'

const { latency, serverError } = catalogue
const models = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat'] as const
type Quotas = readonly [number, number, number]

const minuteMs = 60_000
const everyMs = 100
const weighted = route.balance({
  strategy: 'weighted',
  members: models.map((id) => ({ id, weight: tutorialModels[id].weight })),
})

/** Three minutes of ten calls a second, a tenth of whose attempts fail: so there are retries to count. */
async function threeMinutes(quotas: Quotas, policies: readonly PolicySpec[] = []) {
  const rules = [probability(0.1, serverError({})), always(latency({ delayMs: 50 }))]
  const script: Script = { models: Object.fromEntries(models.map((model) => [model, rules])) }
  const stage = new PromiseStage(script)
  const endpoints = Object.fromEntries(models.map((model, index) => [model, { quota: { rpm: quotas[index]! } }]))
  const client = stage.open({ route: weighted, endpoints, policies })
  const errors: ChatError[] = []
  await stage.play(() =>
    stage.pace((3 * minuteMs) / everyMs, everyMs, (call) =>
      client.chat(question(call), { callId: call }).catch((error: unknown) => void errors.push(error as ChatError)),
    ),
  )
  const askedAtMs = models.map((model) => stage.asked.filter((asked) => asked.model === model).map(({ at }) => at))
  const waits = stage.events.filter((event) => event.type === 'wait-started' && event.reason === 'limiter')
  const retries = stage.events.filter((event) => event.type === 'attempt-started' && event.kind === 'retry')
  return { askedAtMs, errors, waits, retries, calls: (3 * minuteMs) / everyMs }
}

/** The most that began in any sliding minute, both ends of it not included at once. */
function fullestMinute(instantsMs: readonly number[]): number {
  let first = 0
  return instantsMs.reduce((most, atMs, index) => {
    while (instantsMs[first]! <= atMs - minuteMs) first += 1
    return Math.max(most, index - first + 1)
  }, 0)
}

describe('every member of a balance is held to its own requests per minute', () => {
  test('what is too much for one goes to the others, and nobody waits', async () => {
    const quotas: Quotas = [100, 600, 600]
    const { askedAtMs, errors, waits, retries } = await threeMinutes(quotas)
    const fullest = askedAtMs.map(fullestMinute)
    tell(`rpm 100/600/600, one short: fullest minutes ${fullest.join('/')}, ${retries.length} retries`)
    expect(fullest[0]).toBe(100)
    for (const [index, most] of fullest.entries()) expect(most).toBeLessThanOrEqual(quotas[index]!)
    expect(retries.length).toBeGreaterThan(100)
    expect(waits).toEqual([])
    expect(errors).toEqual([])
  })

  test('what is too much for all waits, and fails only where the wait would pass its deadline', async () => {
    const quotas: Quotas = [200, 100, 150]
    const { askedAtMs, errors, waits, retries, calls } = await threeMinutes(quotas)
    const fullest = askedAtMs.map(fullestMinute)
    tell(
      `rpm 200/100/150, all short: fullest minutes ${fullest.join('/')}, ${retries.length} retries, ` +
        `${waits.length} waits, ${errors.length} of ${calls} calls had no room before their deadline`,
    )
    expect(fullest).toEqual(quotas)
    expect(retries.length).toBeGreaterThan(100)
    expect(waits.length).toBeGreaterThan(0)
    for (const error of errors) expect(error.errorClass).toBe('local_limit')
    // Three minutes and the one that the last calls may wait: all that the quotas give is used.
    const asked = askedAtMs.reduce((sum, { length }) => sum + length, 0)
    expect(asked).toBeGreaterThan(0.95 * 450 * 4)
  })

  test('an endpoint’s own quota goes before the client’s rate limiter, which holds the others', async () => {
  })
})
