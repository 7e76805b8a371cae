import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChatCompletion } from '../protocol/chat.ts'
import { completionBytes } from './answerCompletion.ts'

test('the bytes are what JSON.stringify makes of the completion, whatever letters its texts have', () => {
  const texts = fc.record({
    id: fc.string({ unit: 'binary' }),
    model: fc.string({ unit: 'binary' }),
    text: fc.string({ unit: 'binary' }),
    finishReason: fc.string({ unit: 'binary' }),
  })
  fc.assert(
    fc.property(texts, ({ id, model, text, finishReason }) => {
      const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }
      const completion: ChatCompletion = {
        id,
        object: 'chat.completion',
        created: 7,
        model,
        choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: finishReason }],
        usage,
      }
      const bytes = completionBytes({ id, created: 7, model, text, finishReason, usage })
      expect(Buffer.from(bytes).toString()).toBe(JSON.stringify(completion))
    }),
  )
})
