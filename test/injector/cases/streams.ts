import { catalogue } from '../../../src/faults/index.ts'
import type { FramingName } from '../../../src/faults/framings.ts'
import type { Case } from '../case.ts'
import { body, bodyHead, chunked, events } from '../healthy.ts'
import { at, type Piece } from '../http.ts'
import { response } from '../response.ts'

const { buffering, keepAlive, largeEvent, slicer, streamError, streamFraming } = catalogue

/** Each event as its form is owed, by its place in the stream. */
const framed: Record<FramingName, (event: string, nth: number) => string> = {
  cr: (event) => `${lineOf(event)}\r\r`,
  crlf: (event) => `${lineOf(event)}\r\n\r\n`,
  mixed: (event, nth) =>
    lineOf(event) + ['\n\n', '\r\r', '\r\n\r\n', '\n\r', '\r\n\n', '\r\r\n', '\n\r\n', '\r\n\r'][nth % 8]!,
  byteOrderMark: (event, nth) => (nth === 0 ? `\xef\xbb\xbf${event}` : event),
  multiLine: (event) => `${spread(lineOf(event).slice(6))}\n`,
  noSpace: (event) => `data:${event.slice(6)}`,
  comments: (event) => ': OPENROUTER PROCESSING\n\n:\n: data: {"choices":[]}\n'.repeat(20) + event,
  otherFields: (event) => `id: 7\nretry: 10\nevent: message\nx-trace: 1\nnonsense\nid\n${event}`,
  emptyData: (event) => `data:\n\ndata: \n\n${event}`,
  namedHeartbeats: (event) => `event: ping\ndata: ping\n\nretry: 10\n\n${event}`,
}

const lineOf = (event: string) => event.slice(0, -2)

/** JSON on as many lines as it has values, each in a field of its own. */
function spread(json: string): string {
  if (json === '[DONE]') return 'data: [DONE]\n'
  const lines = JSON.stringify(JSON.parse(json), null, 1).split('\n')
  return lines.map((line) => `data: ${line}\n`).join('')
}

const bent = (pieces: readonly Piece[], bend: (bytes: string, nth: number) => string): Piece[] =>
  pieces.map(({ atMs, bytes }, nth) => at(atMs, bend(bytes, nth)))

const overloaded =
  '{"error":{"message":"That model is currently overloaded with other requests. You can retry your request.","type":"service_unavailable_error","param":null,"code":"server_is_overloaded"}}'
const busy =
  '{"id":"","choices":null,"usage":{"total_tokens":0},"base_resp":{"status_code":1002,"status_msg":"rate limit"}}'
const finishedBadly = '"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}'

/** The role, the opener and three more pieces; what follows them stands where the next event would. */
const begun = events.slice(0, 4)
const nextMs = events[4]!.atMs

function breaksOff(
  options: Parameters<typeof streamError>[0],
  before: readonly Piece[],
  atMs: number,
  ...last: string[]
): Case {
  const pieces = chunked([...before, ...last.map((bytes) => at(atMs, bytes))])
  return response({ fault: streamError(options), stream: true, pieces, ending: 'reuse' })
}

const done = 'data: [DONE]\n\n'

/** The body in pieces of so many bytes, 2 ms apart. */
function sliced(bytes: number): Piece[] {
  const pieces = Array.from({ length: Math.ceil(body.length / bytes) }, (_, nth) =>
    at(2 * nth, body.slice(nth * bytes, (nth + 1) * bytes)),
  )
  return [at(0, bodyHead), ...pieces]
}

/** Some events in one write, when the last of them is due. */
const packed = (from: number, to: number) =>
  at(events[to - 1]!.atMs, ...events.slice(from, to).map(({ bytes }) => bytes))

/** What the opener has behind its content to be so large. */
const padding = (bytes: number) => 'x'.repeat(bytes - events[1]!.bytes.length - ',"obfuscation":""'.length)

export const streams = {
  buffering: [
    response({
      fault: buffering({ pieces: 4 }),
      stream: true,
      pieces: chunked([packed(0, 4), packed(4, 8), packed(8, 12), events[12]!]),
      ending: 'reuse',
    }),
    response({ fault: buffering({ pieces: 100 }), stream: true, pieces: chunked([packed(0, 13)]), ending: 'reuse' }),
  ],
  keepAlive: [
    response({
      fault: keepAlive({ everyMs: 10, forMs: 25, afterDeltas: 3 }),
      stream: true,
      pieces: chunked([
        ...events.slice(0, 4),
        at(nextMs + 10, ': keep-alive\n\n'),
        at(nextMs + 20, ': keep-alive\n\n'),
        ...events.slice(4).map(({ atMs, bytes }) => at(atMs + 25, bytes)),
      ]),
      ending: 'reuse',
    }),
    response({
      fault: keepAlive({ everyMs: 10, forMs: 10, comment: 'OPENROUTER PROCESSING' }),
      stream: true,
      pieces: chunked([
        at(10, ': OPENROUTER PROCESSING\n\n'),
        ...events.map(({ atMs, bytes }) => at(atMs + 10, bytes)),
      ]),
      ending: 'reuse',
    }),
  ],
  largeEvent: [
    response({
      fault: largeEvent({ bytes: 1_000_000 }),
      stream: true,
      pieces: chunked([
        events[0]!,
        at(0, `${events[1]!.bytes.slice(0, -3)},"obfuscation":"${padding(1_000_000)}"}\n\n`),
        ...events.slice(2),
      ]),
      ending: 'reuse',
    }),
  ],
  slicer: [
    response({ fault: slicer({ bytes: 7, delayMs: 2 }), pieces: sliced(7), ending: 'reuse' }),
    response({ fault: slicer({ bytes: 100_000, delayMs: 2 }), pieces: sliced(100_000), ending: 'reuse' }),
  ],
  streamError: [
    breaksOff({}, [], 0, `data: ${overloaded}\n\n`, done),
    breaksOff({ form: 'event' }, [], 0, `event: error\ndata: ${overloaded}\n\n`),
    breaksOff({ afterDeltas: 3 }, begun, nextMs, `data: ${overloaded}\n\n`, done),
    breaksOff({ afterDeltas: 3, error: 'rateLimit', provider: 'minimax' }, begun, nextMs, `data: ${busy}\n\n`, done),
    breaksOff(
      { afterDeltas: 3, form: 'finishReason' },
      begun,
      nextMs,
      `data: ${overloaded.slice(0, -1)},${finishedBadly}\n\n`,
      done,
    ),
  ],
  streamFraming: Object.entries(framed).map(([form, write]) =>
    response({
      fault: streamFraming({ form: form as FramingName }),
      stream: true,
      pieces: chunked(bent(events, write)),
      ending: 'reuse',
    }),
  ),
}
