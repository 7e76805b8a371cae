import { expect, test } from 'vitest'
import { AnswerMemory } from './answerMemory.ts'
import { factsOf } from './bareAnswer.ts'

const completion = (prompt_tokens: number, finish_reason = 'stop') =>
  JSON.stringify({
    choices: [{ index: 0, message: { role: 'assistant', content: 'Well.' }, finish_reason }],
    usage: { prompt_tokens, completion_tokens: 5, total_tokens: prompt_tokens + 5 },
  })

test('whatever came before, it reads what the answer says', () => {
  const memory = new AnswerMemory()
  const lent = Buffer.alloc(64 * 1024)
  const texts = [
    [200, completion(12)],
    [200, completion(12)],
    [200, completion(13)],
    [500, completion(13)],
    [200, completion(13)],
    [200, completion(13, 'length')],
    [200, `${completion(13)}${' '.repeat(20_000)}`],
    [200, completion(13).slice(0, -1)],
    [429, ''],
    [200, completion(12)],
  ] as const
  for (const [status, text] of texts)
    expect(memory.read(status, lent.subarray(0, lent.write(text)))).toEqual(factsOf(status, text))
})

test('what is the same again is not read again', () => {
  const memory = new AnswerMemory()
  const first = memory.read(200, Buffer.from(completion(12)))
  expect(memory.read(200, Buffer.from(completion(12)))).toBe(first)
  expect(memory.read(200, Buffer.from(completion(14)))).not.toBe(first)
})
