import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AnswerEvents } from './answerEvents.ts'

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()

test('the content’s event is what JSON.stringify makes of its chunk, whatever letters the texts have', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (model, content) => {
      const chunk = {
        id: `x-${model}`,
        object: 'chat.completion.chunk',
        created: 7,
        model,
        choices: [{ index: 0, delta: { content }, finish_reason: null }],
      }
      expect(text(new AnswerEvents(chunk.id, 7, model).content(content))).toBe(`data: ${JSON.stringify(chunk)}\n\n`)
    }),
  )
})

test('role, finish and usage are events of the same answer', () => {
  const events = new AnswerEvents('a', 7, 'm')
  const around = (rest: string) =>
    `data: {"id":"a","object":"chat.completion.chunk","created":7,"model":"m",${rest}}\n\n`
  expect(text(events.role())).toBe(
    around('"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]'),
  )
  expect(text(events.finish('stop'))).toBe(around('"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]'))
  expect(text(events.usage({ prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }))).toBe(
    around('"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}'),
  )
})
