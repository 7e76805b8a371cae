import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRequest } from './readRequest.ts'

const bodyOf = (call: number | string, more: object = {}) =>
  JSON.stringify({ model: 'm', messages: [{ role: 'user', content: `hi [[call:${call}]]` }], ...more })

describe('the body of a request', () => {
  test('is read for its call, its size and what it asks', () => {
    const read = readRequest(bodyOf(3, { stream: true, max_tokens: 9 }))
    expect(read).toMatchObject({ chat: { model: 'm', stream: true, maxTokens: 9 }, call: 3 })
    expect(read.promptTokens).toBeGreaterThan(0)
  })

  test.each(['', 'null', '{', '{"model":1,"messages":[]}', '{"model":"m"}', '[[call:1]]'])(
    '%j is no chat request',
    (text) => {
      expect(readRequest(text)).toMatchObject({ chat: undefined, call: null })
      expect(readRequest(text)).toMatchObject({ chat: undefined, call: null })
    },
  )

  test('is the same whatever came before it', () => {
    const fresh = (call: number) => readRequest(bodyOf(call, { user: `x${Math.floor(call / 7)}` }))
    const first = Array.from({ length: 3_000 }, (_, call) => fresh(call))
    expect(first.map(({ call }) => call)).toEqual(first.map((_, call) => call))
    expect(first.map((_, call) => fresh(call))).toEqual(first)
  })

  test('grows with the digits of its call as with any others', () => {
    const tokens = (call: number) => readRequest(bodyOf(call)).promptTokens
    tokens(1)
    expect(tokens(123_456_789)).toBe(Math.ceil(bodyOf(123_456_789).length / 4))
  })
})

describe('a body that is like one before but for a number', () => {
  const calls = fc.array(fc.nat(20), { minLength: 2, maxLength: 6 })
  const message = fc.constantFrom(
    (call: number) => [{ role: 'user', content: `[[call:${call}]]` }],
    // Who asks last counts.
    (call: number) => [
      { role: 'user', content: `[[call:${call}]]` },
      { role: 'user', content: '[[call:7]]' },
    ],
    (call: number) => [
      { role: 'assistant', content: `[[call:${call}]]` },
      { role: 'user', content: '[[call:7]]' },
    ],
    (call: number) => [{ role: 'assistant', content: `[[call:${call}]]` }],
    (call: number) => [{ role: 'user', content: `[[call:7]] [[call:${call}]]` }],
  )

  test('is of its own call, and of no other', () => {
    fc.assert(
      fc.property(message, calls, (messagesOf, numbers) => {
        for (const call of numbers) {
          const text = JSON.stringify({ model: 'm', messages: messagesOf(call) })
          const alone = readRequest(`${text} ${' '.repeat(5_000)}`)
          expect(readRequest(text).call).toBe(alone.call)
        }
      }),
    )
  })

  test('may hide the number that counts behind an escape', () => {
    const both = (call: number) =>
      `{"model":"m","messages":[{"role":"user","content":"\\u005b[call:5]] [[call:${call}]]"}]}`
    expect([5, 6, 5].map((call) => readRequest(both(call)).call)).toEqual([5, 5, 5])
    const behind = (call: number) =>
      `{"model":"m","messages":[{"role":"user","content":"[[call:${call}]]"},{"role":"user","content":"\\u005b[call:5]]"}]}`
    expect([5, 6, 5].map((call) => readRequest(behind(call)).call)).toEqual([5, 5, 5])
  })
})
