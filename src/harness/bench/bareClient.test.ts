import { expect, test } from 'vitest'
import { VirtualClock } from '../../runtime/index.ts'
import { always, catalogue, type Rule } from '../../faults/index.ts'
import { bareClient } from './bareClient.ts'
import { openVirtualWorld } from './virtualWorld.ts'

const { connectionReset, invalidJson, latency, rateLimit } = catalogue
const slow = always(latency({ delayMs: 40 }))

async function ask(rules: readonly Rule[], abortAtMs?: number, originRules: readonly Rule[] = []) {
  const clock = new VirtualClock()
  const script = { models: { m: rules }, origins: { here: { serves: ['m'], rules: originRules } } }
  const world = openVirtualWorld(script, 1, clock)
  const client = bareClient(world)
  const controller = new AbortController()
  if (abortAtMs !== undefined) clock.timer(abortAtMs, () => controller.abort(new Error('enough')))
  const messages = [{ role: 'user', content: 'Hello?' }]
  const measured = await clock.run(async () => {
    const call = { call: 0, model: 'm', messages, maxTokens: 8, stream: false, signal: controller.signal }
    const result = await client.call(call)
    await client.close()
    await world.close()
    return result
  })
  return { measured, truth: await world.truth() }
}

test('one request, and what its answer says', async () => {
  const { measured, truth } = await ask([slow])
  expect(measured).toMatchObject({
    outcome: 'ok-first-try',
    endedMs: 40,
    model: 'm',
    attempts: 1,
    inputTokens: 12,
    outputTokens: 8,
    truncated: false,
    costUsd: null,
    wastedUsd: '0',
  })
  expect(truth.requests).toBe(1)
})

test.each([
  ['a refusal', [always(rateLimit({}))], { outcome: 'failed', errorClass: 'rate_limited', status: 429, attempts: 1 }],
  ['what is no answer', [always(invalidJson({}))], { outcome: 'failed', errorClass: 'protocol', status: 200 }],
] as const)('%s is a failure, and is not tried again', async (_story, rules, expected) => {
  const { measured, truth } = await ask(rules)
  expect(measured).toMatchObject(expected)
  expect(truth.requests).toBe(1)
})

test('a connection that breaks is a failure of the network', async () => {
  const { measured } = await ask([], undefined, [always(connectionReset({}))])
  expect(measured).toMatchObject({ outcome: 'failed', errorClass: 'network', reason: 'reset', status: null })
})

test('who is aborted is cancelled', async () => {
  const { measured } = await ask([slow], 10)
  expect(measured).toMatchObject({ outcome: 'cancelled', errorClass: 'aborted', endedMs: 10 })
})
