import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChatCompletionChunk } from '../protocol/chat.ts'
import { ChunkTemplate } from './chunkTemplate.ts'

type Chunk = Partial<ChatCompletionChunk>

const chunkOf = (content: string, more: object = {}) =>
  JSON.stringify({
    id: 'chatcmpl-1',
    model: 'm',
    choices: [{ index: 0, delta: { content, ...more }, finish_reason: null }],
  })

/** A template that has seen these chunks. */
function taught(...datas: readonly string[]): ChunkTemplate {
  const template = new ChunkTemplate()
  for (const data of datas) template.learn(data, JSON.parse(data) as Chunk)
  return template
}

describe('a chunk like the known one', () => {
  test('gives its content', () => {
    expect(taught(chunkOf('Hello')).contentOf(chunkOf(' "wörld"\n'))).toBe(' "wörld"\n')
  })

  test.each([
    ['with spaces', '{"choices": [ {"delta": {"content": "HERE"} } ]}'],
    ['with a role', '{"choices":[{"delta":{"role":"assistant","content":"HERE"}}]}'],
    [
      'with nulls',
      '{"choices":[{"delta":{"content":"HERE","reasoning_content":null},"finish_reason":null}],"usage":null}',
    ],
    ['with the same word elsewhere', '{"model":"a word","choices":[{"delta":{"content":"HERE"}}]}'],
    ['with two contents, of which the last counts', '{"choices":[{"delta":{"content":"x","content":"HERE"}}]}'],
  ])('%s', (_story, pattern) => {
    const template = taught(pattern.replace('HERE', 'a word'))
    expect(template.contentOf(pattern.replace('HERE', 'another'))).toBe('another')
  })
})

describe('a chunk is not taken for one like the known one', () => {
  const known = chunkOf('Hello')
  test.each([
    ['with a finish reason', known.replace('null', '"stop"')],
    ['with a finish reason as long as none', known.replace('null', '"ab"')],
    ['with usage', known.replace(/}$/, ',"usage":{"total_tokens":5}}')],
    ['of another id', known.replace('chatcmpl-1', 'chatcmpl-2')],
    ['with a tool call', chunkOf('Hello', { tool_calls: [] })],
    ['with content that is no text', known.replace('"Hello"', 'null')],
    ['with content that is a number', known.replace('"Hello"', '7')],
    ['with another field between', known.replace('"Hello"', '"Hello","refusal":"No"')],
    ['cut short', known.slice(0, -30)],
    ['with a line break in its text', known.replace('Hello', 'Hel\nlo')],
    ['of the same edges alone', known.replace('"Hello"', '')],
    ['that is an error', '{"error":{"message":"busy"}}'],
  ])('%s', (_story, data) => {
    expect(taught(known).contentOf(known)).toBe('Hello')
    expect(taught(known).contentOf(data)).toBeUndefined()
  })

  test.each([
    ['a finish reason', chunkOf('Hello').replace('null', '"stop"')],
    ['usage', chunkOf('Hello').replace(/}$/, ',"usage":{"total_tokens":5}}')],
    ['a tool call', chunkOf('Hello', { tool_calls: [{ index: 0 }] })],
    ['thoughts', chunkOf('Hello', { reasoning_content: 'Hm.' })],
    ['no content', chunkOf('')],
    ['another choice', chunkOf('Hello').replace('"index":0', '"index":1')],
    ['two choices', '{"choices":[{"delta":{"content":"Hello"}},{"index":1,"delta":{"content":"Hi"}}]}'],
    ['its content written another way', chunkOf('Hello').replace('Hello', '\\u0048ello')],
    ['its content only elsewhere', '{"choices":[{"delta":{"content":"\\u0048i"},"name":"Hi"}]}'],
  ])('where the known one has %s', (_story, data) => {
    expect(taught(data).contentOf(data)).toBeUndefined()
  })

  test('while none is known', () => {
    expect(new ChunkTemplate().contentOf(known)).toBeUndefined()
  })
})

test('a stream that never repeats itself is not learnt from for ever', () => {
  const template = taught(...[1, 2, 3, 4].map((number) => chunkOf('Hello').replace('chatcmpl-1', `chatcmpl-${number}`)))
  expect(template.contentOf(chunkOf('Hello').replace('chatcmpl-1', 'chatcmpl-4'))).toBeUndefined()
  expect(template.contentOf(chunkOf('Hello').replace('chatcmpl-1', 'chatcmpl-3'))).toBe('Hello')
})

test('whatever a template says, the whole document says too', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', 'm', '","', '"}', 'content', '\u2028'))
  const delta = fc.record(
    { content: fc.oneof(text, fc.constant(null)), role: fc.constant('assistant') },
    { requiredKeys: [] },
  )
  const choice = fc.record(
    { delta, finish_reason: fc.constantFrom(null, null, null, 'a'), index: fc.constantFrom(0, 0, 0, 1) },
    { requiredKeys: ['delta'] },
  )
  const chunk = fc.record(
    {
      id: fc.constantFrom('a', 'm'),
      model: fc.constantFrom('a', 'm'),
      choices: fc.oneof(fc.array(choice, { minLength: 1, maxLength: 1 }), fc.array(choice, { maxLength: 2 })),
      usage: fc.constantFrom(null, { total_tokens: 1 }),
    },
    { requiredKeys: ['choices'] },
  )
  const written = chunk.map((document) => JSON.stringify(document))
  let known = 0
  fc.assert(
    fc.property(written, fc.array(fc.oneof(written, text), { maxLength: 5 }), (first, others) => {
      const template = taught(first)
      const content = (JSON.parse(first) as Chunk).choices?.[0]?.delta.content
      const alike =
        typeof content === 'string' ? others.map((other) => first.replaceAll(JSON.stringify(content), other)) : []
      for (const data of [first, ...others, ...alike]) {
        const heard = template.contentOf(data)
        if (heard === undefined) continue
        known += 1
        const whole = JSON.parse(data) as Chunk
        expect(whole.choices?.[0]?.delta.content).toBe(heard)
        expect([whole.choices?.length, whole.choices?.[0]?.index ?? 0]).toEqual([1, 0])
        expect([whole.choices?.[0]?.finish_reason ?? null, whole.usage ?? null]).toEqual([null, null])
      }
    }),
    { numRuns: 600 },
  )
  expect(known).toBeGreaterThan(20)
})
