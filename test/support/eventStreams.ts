import * as fc from 'fast-check'

/** A stream as a provider may write it, and what it says. */
export interface WrittenStream {
  readonly bytes: Uint8Array
  readonly text: string
  readonly finishReason: string | null
  readonly totalTokens: number | null
}

const newlines = fc.constantFrom('\n', '\r\n', '\r')

/** Letters of every length in UTF-8, joined ones, surrogates of their own, and what would end a line outside of JSON. */
const words = fc.oneof(
  fc.constantFrom('độ ', '慢', '👩‍🚀', 'e\u0301', '\u2028', 'a\r\nb', '\ufeff', ': no comment', 'data: no field'),
  fc.string({ unit: 'binary', maxLength: 12 }),
)

/** What stands between events and means nothing: comments, other fields, lines without a colon. */
const noise = fc.constantFrom(
  ': keep-alive',
  ':',
  ': độ chậm',
  'event: message',
  'id: 7',
  'retry: 10',
  'nonsense',
  'id',
)

interface Written {
  readonly newline: string
  readonly noise: readonly string[]
  /** JSON over several lines is one event all the same. */
  readonly indent: 0 | 1
  readonly space: '' | ' '
}

const written: fc.Arbitrary<Written> = fc.record({
  newline: newlines,
  noise: fc.array(noise, { maxLength: 2 }),
  indent: fc.constantFrom(0, 1),
  space: fc.constantFrom('', ' '),
})

function linesOf(data: string, { newline, noise: before, space }: Written): string {
  const lines = [...before, ...data.split('\n').map((line) => `data:${space}${line}`), '']
  return lines.map((line) => `${line}${newline}`).join('')
}

const chunk = (delta: object, finishReason: string | null = null) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, finish_reason: finishReason }],
})

/** Streams that end well: with a finish reason, with `[DONE]`, or with both. */
export const writtenStream: fc.Arbitrary<WrittenStream> = fc
  .record({
    pieces: fc.array(fc.tuple(words, written), { minLength: 1, maxLength: 8 }),
    opening: written,
    ending: written,
    finish: fc.constantFrom('stop and done', 'stop', 'done'),
    totalTokens: fc.option(fc.nat(10_000)),
    byteOrderMark: fc.boolean(),
  })
  .filter(({ pieces }) => pieces.some(([word]) => word !== ''))
  .map(({ pieces, opening, ending, finish, totalTokens, byteOrderMark }) => {
    const event = (data: object, how: Written) => linesOf(JSON.stringify(data, null, how.indent), how)
    const stream = [
      byteOrderMark ? '\ufeff' : '',
      event(chunk({ role: 'assistant', content: '' }), opening),
      ...pieces.map(([content, how]) => event(chunk({ content }), how)),
      finish === 'done' ? '' : event(chunk({}, 'stop'), ending),
      totalTokens === null ? '' : event({ choices: [], usage: { total_tokens: totalTokens } }, ending),
      finish === 'stop' ? '' : linesOf('[DONE]', ending),
    ].join('')
    return {
      bytes: Buffer.from(stream),
      text: pieces.map(([word]) => word).join(''),
      finishReason: finish === 'done' ? null : 'stop',
      totalTokens,
    }
  })

/** Cuts anywhere: inside a letter, between a CR and its LF, several at one place. */
export function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const cuts = places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b)
  return [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index] ?? bytes.length))
}
