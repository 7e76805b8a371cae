import { jsonStrings } from '../secrets/jsonStrings.ts'
import { replaced } from '../secrets/redactor.ts'

/** Strings that say what an answer is, and nothing of what it says. All others are taken for the model's words. */
const framing = new Set([
  'object',
  'id',
  'model',
  'role',
  'type',
  'code',
  'param',
  'status',
  'finish_reason',
  'native_finish_reason',
  'service_tier',
  'system_fingerprint',
  'provider',
])

/** Sentences about an error, which playback needs in order to know it. */
const sentences = new Set(['message', 'msg', 'status_msg', 'detail', 'error'])

/** Of log probabilities: the token's bytes as numbers. */
const tokenBytes = /("bytes"\s{0,20}:\s{0,20}\[)([\d,\s]*)/g

/** An event's data that is no JSON and no end marker. */
const plainData = /^(data:[ \t]*)(?![{[ \t\r])(.+)$/gm

/** The body of an answer with filler in place of what was said, byte for byte as long as it was. */
export function withoutText(body: Uint8Array, { isJson }: { readonly isJson: boolean }): Buffer {
  const text = Buffer.from(body).toString('latin1')
  if (!isJson) return Buffer.from(text.replace(/[^\s]/g, 'x'), 'latin1')
  const said = [...jsonStrings(text)]
    .filter(({ name }) => !framing.has(name) && !sentences.has(name))
    .map(({ from, to }) => ({ from, text: 'x'.repeat(to - from) }))
  const filled = replaced(text, said)
    .replace(tokenBytes, (_all, start: string, numbers: string) => start + numbers.replace(/\d/g, '1'))
    .replace(plainData, (_all, start: string, words: string) => start + words.replace(/[^\s]/g, 'x'))
  return Buffer.from(filled, 'latin1')
}
