import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CannedTransport, hello, onTransport, sse } from '../../test/support/clientStage.ts'
import { ChatError } from './chatError.ts'
import { retry } from './policySpecs.ts'

/** What the caller gets of a stream that arrives in these pieces: the deltas, and how it ended. */
function heard(pieces: readonly Uint8Array[]): Promise<string[]> {
  const transport = new CannedTransport({ headers: sse, body: pieces })
  const act = async ({ client }: Parameters<Parameters<typeof onTransport<string[]>>[1]>[0]) => {
    const deltas: string[] = []
    const stream = client.stream(hello)
    try {
      for await (const delta of stream) deltas.push(delta)
      const { finishReason, usage } = await stream.reply
      return [...deltas, `end: ${finishReason}, ${usage?.total_tokens ?? '?'} tokens`]
    } catch (error) {
      if (!(error instanceof ChatError)) throw error
      return [...deltas, `${error.errorClass}/${error.reason}`]
    }
  }
  return onTransport(transport, act, { policies: [retry({ maxAttemptsPerCall: 1 })] })
}

const chunk = (delta: object, finish: string | null = null) =>
  JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })

const events = (newline: string, ...datas: string[]) =>
  datas.map((data) => `data: ${data}${newline}${newline}`).join('')

/** Letters of one, two, three and four bytes, and one of several code points. */
const words = [chunk({ role: 'assistant', content: '' }), chunk({ content: 'độ ' }), chunk({ content: '慢👩‍🚀' })]
const ending = [chunk({}, 'stop'), '{"choices":[],"usage":{"total_tokens":5}}', '[DONE]']

const streams: [story: string, bytes: string, expected: string[]][] = [
  ['line feeds', events('\n', ...words, ...ending), ['độ ', '慢👩‍🚀', 'end: stop, 5 tokens']],
  ['carriage returns too', events('\r\n', ...words, ...ending), ['độ ', '慢👩‍🚀', 'end: stop, 5 tokens']],
  ['comments', `: hi\n\n${events('\n', words[1]!)}: hi\n${events('\n', ...ending)}`, ['độ ', 'end: stop, 5 tokens']],
  [
    'data over two lines',
    'data: {"choices":\ndata: [{"delta":{"content":"a"}}]}\n\ndata: [DONE]\n\n',
    ['a', 'end: null, ? tokens'],
  ],
  ['no finish marker', events('\n', ...words), ['độ ', '慢👩‍🚀', 'protocol/truncated']],
  ['an event cut short', `${events('\n', ...words)}data: [DON`, ['độ ', '慢👩‍🚀', 'protocol/truncated']],
  ['an error', events('\n', words[1]!, '{"error":{"message":"busy"}}', '[DONE]'), ['độ ', 'server_error/http_200']],
  ['an event that is not JSON', events('\n', words[1]!, '{"choi'), ['độ ', 'protocol/bad_sse']],
  ['nothing', '', ['protocol/truncated']],
]

describe.each(streams)('a stream with %s is read alike', (_story, text, expected) => {
  const bytes = Buffer.from(text)
  const cutAt = (...cuts: number[]) =>
    [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index] ?? bytes.length))

  test('in one piece', async () => {
    expect(await heard([bytes])).toEqual(expected)
  })

  test('byte by byte', async () => {
    expect(await heard([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(expected)
  })

  test('cut in two, wherever', async () => {
    for (let cut = 1; cut < bytes.length; cut += 1) expect(await heard(cutAt(cut)), `cut at ${cut}`).toEqual(expected)
  })

  test('cut into many pieces, empty ones among them', async () => {
    const cuts = fc.array(fc.nat(bytes.length), { maxLength: 12 }).map((places) => places.sort((a, b) => a - b))
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        expect(await heard(cutAt(...places))).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })
})
