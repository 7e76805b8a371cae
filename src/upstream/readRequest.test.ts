import { describe, expect, test } from 'vitest'
import { readRequest } from './readRequest.ts'
import { shortHash } from './shortHash.ts'

const bodyOf = (call: number) =>
  JSON.stringify({ model: 'm', messages: [{ role: 'user', content: `hi [[call:${call}]]` }] })

describe('the body of a request', () => {
  test('is read for its call, its hash and its size', () => {
    const text = bodyOf(3)
    expect(readRequest(text)).toMatchObject({ body: { model: 'm' }, call: 3, bodyHash: shortHash(text) })
    expect(readRequest(text).promptTokens).toBeGreaterThan(0)
  })

  test.each(['', 'null', '{', '{"model":1,"messages":[]}', '{"model":"m"}'])('%j is no chat request', (text) => {
    expect(readRequest(text)).toMatchObject({ body: undefined, call: null, bodyHash: shortHash(text) })
  })

  test('is read once while it is known, and right when it is forgotten', () => {
    const first = readRequest(bodyOf(0))
    expect(readRequest(bodyOf(0))).toBe(first)
    for (let call = 1; call <= 1_000; call += 1) expect(readRequest(bodyOf(call)).call).toBe(call)
    expect(readRequest(bodyOf(0))).not.toBe(first)
    expect(readRequest(bodyOf(0))).toEqual(first)
  })

  test('is not kept where it is long', () => {
    const long = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'x'.repeat(5_000) }] })
    expect(readRequest(long)).not.toBe(readRequest(long))
  })
})
