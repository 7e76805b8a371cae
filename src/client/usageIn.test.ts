import { expect, test } from 'vitest'
import { usageIn } from './usageIn.ts'

const counts = { prompt_tokens: 12, completion_tokens: 8, total_tokens: 20 }

test.each([
  ['plain', counts],
  ['in detail', { ...counts, prompt_tokens_details: { cached_tokens: 3, audio_tokens: null }, is_byok: false }],
  ['as text', { ...counts, prompt_tokens: '12' }],
])('counts are handed on as they came: %s', (_how, usage) => expect(usageIn(usage)).toBe(usage))

test.each<[string, unknown]>([
  ['a sentence', { ...counts, note: 'your key is sk-live-0123456789' }],
  ['a list', { ...counts, seen: ['sk-live-0123456789'] }],
  ['a sentence, deep down', { ...counts, details: { more: { note: 'sk-live-0123456789' } } }],
  ['depths', { ...counts, a: { b: { c: { d: { e: 1 } } } } }],
])('what stands beside them is left out: %s', (_what, usage) => {
  expect(usageIn(usage)).toMatchObject(counts)
  expect(JSON.stringify(usageIn(usage))).not.toMatch(/sk-live|"e"/)
})

test.each([undefined, null, 'none', 3, [1]])('%j is no usage', (usage) => expect(usageIn(usage)).toBeNull())
