import { always, first, overloaded, quotaExhausted, rateLimit, resetPeer, stall, type Rule } from 'brownout'
import { faultHandlers, MswCannotExpress } from 'brownout/msw'
import { setupServer } from 'msw/node'
import { afterEach, expect, test } from 'vitest'
import { Assistant } from '../src/assistant.ts'

const endings: (() => void)[] = []
afterEach(() => endings.splice(0).forEach((end) => end()))

/** An assistant on a day on which its first model does this, while the second is well; and the models that it asks. */
function badDay(...rules: Rule[]): { assistant: Assistant; asked: string[] } {
  const script = { models: { 'deepseek-chat': rules, 'moonshot-v1-8k': [] } }
  const server = setupServer(...faultHandlers(script, 7))
  const asked: string[] = []
  server.events.on('request:start', async ({ request }) => {
    const { model } = (await request.clone().json()) as { model: string }
    asked.push(model)
  })
  server.listen({ onUnhandledFrame: 'error' })
  endings.push(() => server.close())
  // Only now: an OpenAI client keeps the fetch that it finds when it is made.
  const assistant = new Assistant('https://api.provider.test/v1', Object.keys(script.models), { idleMs: 200 })
  return { assistant, asked }
}

test('a 429 that asks for a second is waited out, and the same model answers', async () => {
  const { assistant, asked } = badDay(first(1, rateLimit({ retryAfterSeconds: 1 })))
  expect(await assistant.answer('What is patience?')).toMatchObject({ model: 'deepseek-chat' })
  expect(asked).toEqual(['deepseek-chat', 'deepseek-chat'])
})

test('an outage of the first model is answered by the second', async () => {
  const { assistant, asked } = badDay(always(overloaded({})))
  expect(await assistant.answer('What is patience?')).toMatchObject({ model: 'moonshot-v1-8k' })
  expect(asked).toEqual(['deepseek-chat', 'moonshot-v1-8k'])
})

test('a model whose money is gone is asked once, and not again', async () => {
  const { assistant, asked } = badDay(always(quotaExhausted({})))
  expect(await assistant.answer('What is patience?')).toMatchObject({ model: 'moonshot-v1-8k' })
  expect(asked).toEqual(['deepseek-chat', 'moonshot-v1-8k'])
})

test('a stream that stalls is given up, and what came before is shown', async () => {
  const { assistant } = badDay(first(1, stall({ bytes: 700 })))
  let text = ''
  const reading = async () => {
    for await (const words of assistant.stream('What is patience?')) text += words
  }
  await expect(reading()).rejects.toThrow('the stream has stalled')
  expect(text).toContain('Patience')
  // The next one comes to its end.
  await reading()
  expect(text).toContain('spend it well.')
})

test('what only a socket can show is refused, not imitated', () => {
  expect(() => badDay(always(resetPeer({})))).toThrow(MswCannotExpress)
})
