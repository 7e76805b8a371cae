import { expect, test } from 'vitest'
import { hashedBody } from './hashedBody.ts'
import { readRequest } from './readRequest.ts'
import { shortHash } from './shortHash.ts'

test('a body has the same hash and reads the same whether it is known or not', () => {
  const chat = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: '[[call:7]]' }] })
  const expected = (text: string) => ({ read: readRequest(text), hash: shortHash(text) })
  for (const text of ['', 'a', chat, 'x'.repeat(5_000)]) {
    expect(hashedBody(text)).toEqual(expected(text))
    expect(hashedBody(text)).toEqual(expected(text))
  }
  expect(hashedBody(chat)).toEqual(expected(chat))
})

test('of more texts than are remembered each has its own, whichever lie at one place', () => {
  for (let other = 0; other < 10_000; other += 1)
    expect(hashedBody(`other ${other}`).hash).toBe(shortHash(`other ${other}`))
})
