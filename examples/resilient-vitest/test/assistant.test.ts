import { always, defineScenario, latency, noContent } from 'brownout'
import { expectResilient, ResilienceError, type ClientOpener } from 'brownout/vitest'
import { expect, test } from 'vitest'
import { Assistant } from '../src/assistant.ts'

/** The application as it is, pointed at the upstream that plays the bad day. */
const assistant: ClientOpener = {
  open: ({ baseURL, apiKey, endpoints }) => {
    const models = endpoints.map(({ model }) => model)
    const opened = new Assistant(baseURL, apiKey, models, { timeoutMs: 400 })
    return { chat: ({ question, signal }) => opened.answer(question, signal) }
  },
}

// Real sockets, real time: a test needs more of it than its scenario's deadline, which is 4 s here.
const timeout = 20_000

test.each([
  '503-retry-after',
  'ra-rendering-seconds',
  'net-reset',
  'net-stall-mid-body',
  '200-error-object',
  '200-null-choices',
  'param-400',
])('the assistant stands %s', { timeout }, async (scenario) => {
  await expectResilient(assistant, scenario)
})

/** A day of one's own is data too. */
const emptyThenSlow = defineScenario({
  name: 'empty-then-slow',
  family: 'mine',
  requirement: 'An empty answer is a reason to ask the next model, even one that takes its time.',
  source: 'our own SLO',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(noContent({}))], 'moonshot-v1-8k': [always(latency({ delayMs: 300 }))] },
  },
  load: { type: 'sequential', calls: 2 },
  expect: { deadlineMs: 4_000, answeredAtLeast: 1 },
  exercises: ['success-means-complete', 'answers-as-expected'],
})

test('the assistant stands a day of its own', { timeout }, async () => {
  const run = await expectResilient(assistant, emptyThenSlow)
  expect(run).toMatchObject({ calls: 2, answered: 2, attempts: 4 })
})

test('code that believes every 200 does not, and the error says why', { timeout }, async () => {
  const believer = async ({ baseURL, apiKey, model, messages }: { baseURL: string; apiKey: string } & Asked) => {
    const response = await fetch(`${baseURL}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages }),
    })
    const { choices } = (await response.json()) as { choices?: { message: { content: string } }[] }
    return choices?.[0]?.message.content ?? ''
  }
  const judged = expectResilient(believer, emptyThenSlow)
  await expect(judged).rejects.toBeInstanceOf(ResilienceError)
  await expect(judged).rejects.toMatchObject({ verdict: 'broke', rules: ['success-means-complete'] })
})

interface Asked {
  readonly model: string
  readonly messages: readonly unknown[]
}
