import { describe, expect, test } from 'vitest'
import { health, type HealthPolicy } from '../../src/client/index.ts'
import { catalogue, during } from '../../src/faults/index.ts'
import { PromiseStage, question, tell } from '../support/promiseStage.ts'

const minuteMs = 60_000
const minutes = 12
const everyMs = 10_000
const [diesAtMs, recoversAtMs] = [3 * minuteMs, 8 * minuteMs]
/** Two probes are at most this far apart. */
const longestRoundMs = 1.1 * minuteMs

/** So few calls that no circuit opens for want of samples: only probes can tell that one of the models is dead. */
async function aQuietDay(probe: HealthPolicy['probe']) {
  const stage = new PromiseStage({
    models: { main: [during(diesAtMs, recoversAtMs, catalogue.serverError({}))], spare: [], third: [] },
  })
  const price = { price: { input: '0.42', output: '1.68' } }
  const client = stage.open({
    policies: [health({ probe })],
    endpoints: { main: price, spare: price, third: price },
  })
  const firstAsked: { atMs: number; model: string }[] = []
  await stage.play(async () => {
    await stage.pace((minutes * minuteMs) / everyMs, everyMs, async (call) => {
      const atMs = stage.clock.now()
      await client.chat(question(call), { callId: call })
      firstAsked.push({ atMs, model: stage.asked.find((asked) => asked.call === call)!.model })
    })
    expect(stage.clock.pending()).toBe(3)
    await client.close()
    expect(stage.clock.pending()).toBe(0)
    const sofar = stage.history.events.length
    await stage.clock.sleep(10 * minuteMs)
    expect(stage.history.events).toHaveLength(sofar)
  })
  const changes = stage.events.filter((event) => event.type === 'health-changed')
  const probes = stage.asked.filter(({ call }) => call === null)
  const answers = stage.history.events.filter(
    (event) => event.type === 'response-started' && event.status === 200 && isChat(stage, event.exchange),
  )
  return { firstAsked, changes, probes, answers, spend: client.spend }
}

const seconds = (ms: number) => `${Math.round(ms / 1_000)} s`

function isChat(stage: PromiseStage, exchange: number): boolean {
  return stage.asked.some((asked) => asked.exchange === exchange)
}

describe('one of three models is dead, and /models is green', () => {
  test('the chat probe finds it: it is tried last until it is well again', async () => {
    const { firstAsked, changes, probes, answers, spend } = await aQuietDay('chat')
    expect(changes).toMatchObject([
      { endpoint: 'main', healthy: false, reason: expect.stringContaining('server_error') as string },
      { endpoint: 'main', healthy: true, reason: 'ok' },
    ])
    const [death, recovery] = changes.map(({ at }) => at)
    const [foundMs, clearedMs] = [death! - diesAtMs, recovery! - recoversAtMs]
    tell(
      `chat probe every minute: a dead model is found after ${seconds(foundMs)}, well again after ${seconds(clearedMs)}`,
    )
    expect(foundMs).toBeLessThanOrEqual(longestRoundMs)
    expect(clearedMs).toBeLessThanOrEqual(longestRoundMs)
    for (const { atMs, model } of firstAsked) expect(model).toBe(atMs >= death! && atMs < recovery! ? 'spare' : 'main')

    // Each is billed for one answer, dead ones for none; the upstream counts 12 tokens for the question and 8 for the answer.
    expect(probes.length).toBeGreaterThan(3 * (minutes - 2))
    const picoUsd = BigInt(answers.length) * (12n * 420_000n + 8n * 1_680_000n)
    expect(spend.usd).toBe(`0.${String(picoUsd).padStart(12, '0')}`.replace(/0+$/, ''))
  })

  test('the list of models does not: every call goes to the dead one first', async () => {
    const { firstAsked, changes, probes, answers, spend } = await aQuietDay('models')
    expect(changes).toEqual([])
    expect(firstAsked.map(({ model }) => model)).toEqual(firstAsked.map(() => 'main'))
    expect(probes).toEqual([])
    expect(answers).toHaveLength(firstAsked.length)
    expect(spend.usd).toBe(spend.atMostUsd)
  })
})
