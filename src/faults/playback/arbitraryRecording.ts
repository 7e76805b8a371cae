import type * as FastCheck from 'fast-check'
import type { RecordedExchange } from '../../protocol/recording/recording.ts'

type FC = typeof FastCheck
type Arbitrary<Value> = FastCheck.Arbitrary<Value>

/** An answer as a recording may hold it: what came, and how it ended. */
interface Recorded {
  readonly status: number
  readonly headers: Record<string, string>
  readonly pieces: readonly string[]
  readonly stream: boolean
}

const json = { 'content-type': 'application/json' }
const event = (document: unknown) => `data: ${JSON.stringify(document)}\n\n`
const error = (type: string, code: string | null, message: string) =>
  JSON.stringify({ error: { message, type, param: null, code } })

/** Written once: cases are drawn by the thousand. */
const words = ['Xin', ' chào', ' 🐢', '!'] as const
const eventOfWord = Object.fromEntries(
  words.map((content) => [content, event({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })]),
) as Record<(typeof words)[number], string>
const lastEvents = [event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }), 'data: [DONE]\n\n']
const wholeBody = JSON.stringify({
  choices: [{ index: 0, message: { role: 'assistant', content: 'Patience is a resource.' }, finish_reason: 'stop' }],
})
const wholePieces = [wholeBody.slice(0, 20), wholeBody.slice(20)]

/** Short recordings of one model, for random cases: good answers and bad ones, cut anywhere. */
export function arbitraryRecording(fc: FC): Arbitrary<RecordedExchange[]> {
  const exchange = fc
    .record({
      recorded: fc.oneof(streamed(fc), whole(fc), refused(fc)),
      gaps: fc.array(fc.nat(400), { minLength: 8, maxLength: 8 }),
      ending: fc.constantFrom('complete', 'complete', 'complete', 'reset', 'fin', 'client-left'),
      kept: fc.nat(8),
    })
    .map(({ recorded, gaps, ending, kept }) => exchangeOf(recorded, gaps, ending, kept))
  return fc
    .array(exchange, { minLength: 1, maxLength: 6 })
    .map((exchanges) => exchanges.map((one, index) => ({ ...one, exchange: index + 1 })))
}

function streamed(fc: FC): Arbitrary<Recorded> {
  return fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((said) => ({
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    stream: true,
    pieces: [...said.map((word) => eventOfWord[word]), ...lastEvents],
  }))
}

function whole(fc: FC): Arbitrary<Recorded> {
  return fc.boolean().map((stream) => ({ status: 200, headers: json, stream, pieces: wholePieces }))
}

function refused(fc: FC): Arbitrary<Recorded> {
  const bodies = fc.constantFrom(
    { status: 429, body: error('rate_limit_error', 'rate_limit_exceeded', 'Rate limit reached') },
    { status: 429, body: error('insufficient_quota', 'insufficient_quota', 'You exceeded your current quota') },
    { status: 401, body: error('invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.') },
    { status: 500, body: error('server_error', null, 'The server had an error') },
    { status: 503, body: error('service_unavailable_error', 'server_is_overloaded', 'overloaded') },
    { status: 502, body: '<html><title>502 Bad Gateway</title></html>' },
  )
  const asked = fc.constantFrom<Record<string, string>>(
    {},
    { 'retry-after': '1' },
    { 'retry-after': 'soon' },
    { 'retry-after-ms': '150' },
    { 'retry-after': 'Thu, 01 Jan 2026 00:00:02 GMT' },
    { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '300ms' },
  )
  return fc.record({ answer: bodies, asked, stream: fc.boolean() }).map(({ answer, asked: headers, stream }) => ({
    status: answer.status,
    headers: { ...json, ...headers },
    stream,
    pieces: [answer.body],
  }))
}

/** Wall time of the made-up recordings. */
const recordedAt = Date.UTC(2026, 0, 1)

function exchangeOf(
  { status, headers, pieces, stream }: Recorded,
  gaps: readonly number[],
  how: RecordedExchange['ended']['how'],
  kept: number,
): RecordedExchange {
  let atMs = gaps[0]!
  const came = how === 'complete' ? pieces : pieces.slice(0, kept)
  const chunks = came.map((text, index) => ({ atMs: (atMs += gaps[index + 1]!), text }))
  return {
    exchange: 1,
    epochMs: recordedAt,
    request: {
      method: 'POST',
      path: '/chat/completions',
      model: 'recorded',
      stream,
      maxTokens: null,
      messagesHash: null,
    },
    response: { atMs: gaps[0]!, status, headers },
    chunks,
    firstTokenMs: null,
    ended: { how, atMs: atMs + gaps[7]! },
  }
}
