import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  atMostOutputTokens,
  atMostPromptTokens,
  likelyPromptTokens,
  messageOverheadTokens,
  requestOverheadTokens,
  toolsOverheadTokens,
} from './tokenEstimate.ts'

type Body = Readonly<Record<string, unknown>>

const bytesOf = (text: string) => Buffer.byteLength(text)
const atMost = (body: Body) => atMostPromptTokens(body, bytesOf(JSON.stringify(body)))
const user = (content: unknown) => ({ role: 'user', content })

/** Every byte a token: the worst that a byte-level BPE can do; with the markers of Llama 3, the longest there are. */
function worstTokens(body: Body): number {
  const texts = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => [key, ...texts(inner)])
        : []
  const messages = body['messages'] as Record<string, unknown>[]
  const inMessages = messages.map(
    (message) => 6 + texts(Object.values(message)).reduce((sum, text) => sum + bytesOf(text), 0),
  )
  const inTools = texts(body['tools']).reduce((sum, text) => sum + bytesOf(text), 0)
  return inMessages.reduce((sum, tokens) => sum + tokens, 0) + inTools + (body['tools'] === undefined ? 73 : 73 + 530)
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('\u0000\u0001\u001f', '"\\\n\t', '\ud800', 'Giải thích dual-link fallback', '深度求索', '👩‍👩‍👧'),
)
const message = fc.record(
  {
    role: fc.constantFrom('system', 'user', 'assistant', 'tool'),
    content: fc.oneof(text, fc.array(fc.record({ type: fc.constant('text'), text }), { maxLength: 3 })),
    name: text,
    reasoning_content: text,
    tool_calls: fc.array(fc.record({ id: text, function: fc.record({ name: text, arguments: text }) }), {
      maxLength: 2,
    }),
  },
  { requiredKeys: ['role', 'content'] },
)
const tool = fc.record({
  type: fc.constant('function'),
  function: fc.record({ name: text, description: text, parameters: fc.dictionary(text, text, { maxKeys: 3 }) }),
})
const body = fc.record(
  { model: fc.constant('m'), messages: fc.array(message, { maxLength: 6 }), tools: fc.array(tool, { maxLength: 3 }) },
  { requiredKeys: ['model', 'messages'] },
)

describe('the most that a prompt can come to', () => {
  test('is at least what the worst tokenizer makes of it', () => {
    fc.assert(
      fc.property(body, (one) => {
        expect(atMost(one)).toBeGreaterThanOrEqual(worstTokens(one))
      }),
      { numRuns: 500 },
    )
  })

  test('is bytes, an allowance per message, one per request, and one for tools', () => {
    const plain = { messages: [user('Xin chào'), user('b')] }
    const tools = { ...plain, tools: [{ type: 'function', function: { name: 'f' } }] }
    expect(atMostPromptTokens(plain, 100)).toBe(100 + 2 * messageOverheadTokens + requestOverheadTokens)
    expect(atMostPromptTokens(tools, 100)).toBe(
      100 + 2 * messageOverheadTokens + requestOverheadTokens + toolsOverheadTokens,
    )
  })

  test.each<[string, Body]>([
    [
      'an image',
      {
        messages: [
          user([
            { type: 'text', text: 'see' },
            { type: 'image_url', image_url: { url: 'data:,' } },
          ]),
        ],
      },
    ],
    ['audio', { messages: [user([{ type: 'input_audio', input_audio: { data: '' } }])] }],
    ['audio of an earlier answer', { messages: [{ role: 'assistant', audio: { id: 'audio_1' } }] }],
    ['a file', { messages: [user([{ type: 'file', file: { file_id: 'file-1' } }])] }],
    ['a part that is none', { messages: [user(['text'])] }],
    ['a message that is none', { messages: [null] }],
    ['no messages', {}],
    ['a search', { messages: [user('a')], web_search_options: {} }],
    ['plugins', { messages: [user('a')], plugins: [{ id: 'web' }] }],
    [
      'a tool of the provider',
      { messages: [user('a')], tools: [{ type: 'builtin_function', function: { name: '$web_search' } }] },
    ],
    ['tools that are none', { messages: [user('a')], tools: 'all' }],
  ])('is unknown with %s', (_story, one) => expect(atMost(one)).toBeUndefined())

  test.each<[string, Body]>([
    ['a tool call without content', { messages: [{ role: 'assistant', content: null, tool_calls: [] }] }],
    ['a refusal', { messages: [{ role: 'assistant', content: [{ type: 'refusal', refusal: 'no' }] }] }],
    ['fields that are null', { messages: [user('a')], tools: null, plugins: null, web_search_options: null }],
  ])('is known with %s', (_story, one) => expect(atMost(one)).toBeGreaterThan(requestOverheadTokens))
})

describe('the most that answers can come to', () => {
  test.each<[Body, number | undefined]>([
    [{ max_tokens: 2048 }, 2048],
    [{ max_completion_tokens: 100 }, 100],
    [{ max_completion_tokens: 100, max_tokens: 2048 }, 2048],
    [{ max_tokens: 2048, n: 3 }, 6144],
    [{ max_tokens: 2048, n: null }, 2048],
    [{}, undefined],
    [{ max_tokens: null }, undefined],
    [{ max_tokens: '2048' }, undefined],
    [{ max_tokens: -1 }, undefined],
    [{ max_tokens: 2048, n: 1.5 }, undefined],
  ])('%j: %s', (one, expected) => expect(atMostOutputTokens(one)).toBe(expected))
})

test.each([
  [0, 1],
  [1, 1],
  [400, 100],
  [401, 101],
])('%i bytes are likely to be %i tokens', (bytes, tokens) => expect(likelyPromptTokens(bytes)).toBe(tokens))
