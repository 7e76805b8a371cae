import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChatCompletion } from '../protocol/chat.ts'
import { completionBytes, completionEnd } from './answerCompletion.ts'

test('the bytes are what JSON.stringify makes of the completion, whatever letters its texts have', () => {
  const texts = fc.record({
    id: fc.string({ unit: 'binary' }),
    model: fc.string({ unit: 'binary' }),
    beginning: fc.string({ unit: 'binary' }),
    rest: fc.string({ unit: 'binary' }),
    finishReason: fc.string({ unit: 'binary' }),
  })
  fc.assert(
    fc.property(texts, ({ id, model, beginning, rest, finishReason }) => {
      const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }
      const completion: ChatCompletion = {
        id,
        object: 'chat.completion',
        created: 7,
        model,
        choices: [{ index: 0, message: { role: 'assistant', content: beginning + rest }, finish_reason: finishReason }],
        usage,
      }
      const bytes = completionBytes({ id, created: 7, model }, beginning, completionEnd(rest, finishReason, usage))
      expect(Buffer.from(bytes).toString()).toBe(JSON.stringify(completion))
    }),
  )
})
