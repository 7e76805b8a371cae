import { describe, expect, test } from 'vitest'
import { pieces, recorded } from '../../../test/support/recorded.ts'
import type { RecordedExchange } from '../../protocol/recording/recording.ts'
import { recordedAnswer } from './recordedAnswer.ts'

const { delta, event, finished } = pieces
const stream = (...body: string[]) => recorded({ stream: true, body })
const whole = (document: unknown) => recorded({ body: [JSON.stringify(document)] })
const choice = (more: object) => whole({ choices: [{ index: 0, ...more }] })
const said = (exchange: RecordedExchange) => {
  const { class: meaning, pieces: each } = recordedAnswer(exchange)
  return [meaning, ...each.map(({ text = '', finish }) => text + (finish === true ? '.' : ''))]
}

describe('what a recorded answer means, and what each piece brings', () => {
  test.each<[story: string, exchange: RecordedExchange, expected: string[]]>([
    ['a stream', recorded({ stream: true }), ['ok', 'Xin', ' chào', '.', '.']],
    ['a stream without [DONE]', stream(delta('a'), finished), ['ok', 'a', '.']],
    ['a stream with [DONE] alone', stream(delta('a'), 'data: [DONE]\n\n'), ['ok', 'a', '.']],
    ['a stream that just ends', stream(delta('a')), ['ok', 'a']],
    ['a stream that was cut', recorded({ stream: true, body: [delta('a')], how: 'fin' }), ['ok', 'a']],
    [
      'events that were cut up',
      stream(delta('a').slice(0, 9), delta('a').slice(9) + delta('b') + finished),
      ['ok', '', 'ab.'],
    ],
    [
      'usage and comments',
      stream(': hi\n\n', event({ choices: [], usage: {} }), delta('a'), finished),
      ['ok', '', '', 'a', '.'],
    ],
    [
      'another choice is not the answer',
      stream(event({ choices: [{ index: 1, delta: { content: 'b' } }] }), delta('a'), finished),
      ['ok', '', 'a', '.'],
    ],
    [
      'an empty stream',
      stream(event({ choices: [{ index: 0, delta: { role: 'assistant' } }] }), finished),
      ['protocol', '', ''],
    ],
    ['nothing at all', stream(), ['protocol']],
    [
      'a stream that was refused',
      stream(event({ choices: [{ index: 0, delta: {}, finish_reason: 'content_filter' }] })),
      ['content_policy', ''],
    ],
    ['an error in its place', stream(event({ error: { code: 429, message: 'x' } })), ['rate_limited', '']],
    ['an event of its own', stream(`event: error\n${event({ code: 'x' })}`), ['server_error', '']],
    ['an error in the middle', stream(delta('a'), event({ error: { code: 502 } }), finished), ['ok', 'a', '', '']],
    ['MiniMax', stream(event({ base_resp: { status_code: 1008 } })), ['quota_exhausted', '']],
    ['a document', recorded(), ['ok', 'Xin chào.']],
    [
      'its last piece completes it',
      recorded({ body: ['{"choices":[{"message":', '{"content":"a"}}]}'] }),
      ['ok', '', 'a.'],
    ],
    ['a document that was cut', recorded({ body: ['{"choices":[{"mess'], how: 'reset' }), ['ok', '']],
    ['a document of which only the end was lost', recorded({ how: 'fin' }), ['ok', 'Xin chào.']],
    [
      'parts of content',
      choice({ message: { content: [{ type: 'text', text: 'a' }, { text: 'b' }, null] } }),
      ['ok', 'ab.'],
    ],
    ['a tool call', choice({ message: { content: null, tool_calls: [{}] }, finish_reason: 'tool_calls' }), ['ok', '.']],
    ['no content', choice({ message: { content: '' }, finish_reason: 'stop' }), ['protocol', '']],
    ['a refusal', choice({ message: { content: null, refusal: 'no' } }), ['content_policy', '']],
    ['a filter', choice({ message: { content: '' }, finish_reason: 'content_filter' }), ['content_policy', '']],
    ['no choices', whole({ choices: [] }), ['protocol', '']],
    ['null choices', whole({ choices: null, base_resp: { status_code: 1002 } }), ['rate_limited', '']],
    [
      'an error in a 200',
      whole({ error: { type: 'insufficient_quota', code: 'insufficient_quota' } }),
      ['quota_exhausted', ''],
    ],
    ['an empty error is none', choice({ message: { content: 'a' }, error: {} }), ['ok', 'a.']],
    ['a page', recorded({ body: ['<html>'] }), ['protocol', '']],
    ['an error', recorded({ status: 429, body: pieces.quota }), ['quota_exhausted', '']],
    ['an error page', recorded({ status: 502, body: ['<html>'] }), ['server_error', '']],
    ['no head', recorded({ headless: true, how: 'reset' }), ['ok']],
  ])('%s', (_story, exchange, expected) => expect(said(exchange)).toEqual(expected))

  test('a character that was cut in two is read whole', () => {
    const [head, tail] = [Buffer.from(delta('🐢')).subarray(0, 51), Buffer.from(delta('🐢')).subarray(51)]
    expect(Buffer.from(head).toString()).toContain('�')
    const chunks = [head, tail].map((bytes, index) => ({ atMs: 30 + index, base64: bytes.toString('base64') }))
    expect(said({ ...recorded({ stream: true }), chunks })).toEqual(['ok', '', '🐢'])
  })
})
