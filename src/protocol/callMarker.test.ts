import { describe, expect, test } from 'vitest'
import { markMessages, readCallMarker } from './callMarker.ts'
import type { ChatMessage } from './chat.ts'

const system: ChatMessage = { role: 'system', content: 'be kind' }
const user = (content: string): ChatMessage => ({ role: 'user', content })
const assistant = (content: string): ChatMessage => ({ role: 'assistant', content })

describe('the mark by which requests of one call are known', () => {
  test.each([0, 7, 123_456])('call %i is read back', (call) => {
    expect(readCallMarker(markMessages([system, user('hello')], call))).toBe(call)
  })

  test('goes into the last user message and leaves the rest, and the original, alone', () => {
    const messages = [system, user('one'), assistant('two'), user('three'), assistant('four')]
    const before = structuredClone(messages)
    const marked = markMessages(messages, 7)
    expect(marked[3]).toEqual(user('three [[call:7]]'))
    expect(marked.toSpliced(3, 1)).toEqual(before.toSpliced(3, 1))
    expect(messages).toEqual(before)
  })

  test.each([
    ['parts', [{ type: 'text', text: 'look' }, { type: 'image_url' }]],
    ['nothing', null],
  ])('goes into content of %s', (_story, content) => {
    const marked = markMessages([{ role: 'user', content }], 7)
    expect(readCallMarker(marked)).toBe(7)
    expect(Array.isArray(marked[0]!.content)).toBe(Array.isArray(content))
  })

  test('survives JSON, and messages that a client puts behind it', () => {
    const sent = JSON.parse(JSON.stringify([...markMessages([user('hello')], 7), user('continue'), assistant('…')]))
    expect(readCallMarker(sent as ChatMessage[])).toBe(7)
  })

  test.each([
    ['no messages', []],
    ['no mark', [user('hello')]],
    ['a mark in the model’s own words', [user('hello'), assistant('[[call:7]]')]],
    ['a mark without a number', [user('[[call:x]]')]],
    [
      'content of another kind',
      [{ role: 'user', content: [null, { type: 'image_url' }, 7] } as unknown as ChatMessage],
    ],
    ['no content', [{ role: 'user' }]],
    ['a message that is null', [null as unknown as ChatMessage]],
  ])('there is none: %s', (_story, messages) => {
    expect(readCallMarker(messages)).toBeUndefined()
  })
})
