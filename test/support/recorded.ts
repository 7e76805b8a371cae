import type { RecordedExchange } from '../../src/protocol/recording/recording.ts'

const event = (document: unknown) => `data: ${JSON.stringify(document)}\n\n`
const delta = (content: string) => event({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })
const finished = event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })

/** Pieces of bodies, as providers send them. */
export const pieces = {
  stream: [delta('Xin'), delta(' chào'), finished, 'data: [DONE]\n\n'],
  whole: [
    JSON.stringify({
      choices: [{ index: 0, message: { role: 'assistant', content: 'Xin chào' }, finish_reason: 'stop' }],
    }),
  ],
  quota: [
    JSON.stringify({ error: { message: 'no', type: 'insufficient_quota', param: null, code: 'insufficient_quota' } }),
  ],
  limit: [
    JSON.stringify({ error: { message: 'slow', type: 'rate_limit_error', param: null, code: 'rate_limit_exceeded' } }),
  ],
  delta,
  finished,
  event,
}

interface Given {
  readonly stream?: boolean
  readonly model?: string
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly body?: readonly string[]
  readonly how?: RecordedExchange['ended']['how']
  /** Nothing was answered. */
  readonly headless?: true
  readonly epochMs?: number
}

/** A recorded exchange of model `m`: the head after 20 ms, a piece every 10 ms from 30 ms on, the end 10 ms later. */
export function recorded(given: Given = {}): RecordedExchange {
  const {
    stream = false,
    model = 'm',
    status = 200,
    headers = {},
    how = 'complete',
    epochMs = Date.UTC(2026, 0, 1),
  } = given
  const body = given.headless ? [] : (given.body ?? (stream ? pieces.stream : pieces.whole))
  const type = stream && status === 200 ? 'text/event-stream' : 'application/json'
  return {
    exchange: 1,
    epochMs,
    request: { method: 'POST', path: '/chat/completions', model, stream, maxTokens: null, messagesHash: null },
    response: given.headless ? null : { atMs: 20, status, headers: { 'content-type': type, ...headers } },
    chunks: body.map((text, index) => ({ atMs: 30 + 10 * index, text })),
    firstTokenMs: null,
    ended: { how, atMs: 30 + 10 * body.length },
  }
}
