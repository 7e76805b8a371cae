import { catalogue } from '../../../src/faults/index.ts'
import type { Case } from '../case.ts'
import { body, cutChunks, events, firstOf } from '../healthy.ts'
import { at, atOnce, chunk, head } from '../http.ts'
import { response } from '../response.ts'

const { badChunk, closeDelimited, contentLength, emptyReply, hugeHeaders, malformedHead, slowHeaders } = catalogue

const json = { 'content-type': 'application/json' }
const eventStream = { 'content-type': 'text/event-stream; charset=utf-8' }
const chunkedHead = head(200, { ...json, 'transfer-encoding': 'chunked' })
const closingHead = (type: Record<string, string>) => head(200, { ...type, connection: 'close' })
const withLength = (type: Record<string, string>, bytes: number) => head(200, { ...type, 'content-length': bytes })

/** In the middle of the third event. */
const inThird = events[0]!.bytes.length + events[1]!.bytes.length + 9
const streamLength = events.reduce((sum, { bytes }) => sum + bytes.length, 0)

const badSize = 'ZZ\r\n'
const tooLong = '3\r\nabcdef\r\n'

/** A head as it must stand on the wire; then nothing more, or a FIN. */
const malformed = (form: Parameters<typeof malformedHead>[0]['form'], bytes: string, ending: 'silence' | 'fin'): Case =>
  response({ fault: malformedHead({ form }), pieces: atOnce(bytes), ending })

const drippedHead = `HTTP/1.1 200 OK\r\nx-padding: ${'x'.repeat(92)}`

export const framing = {
  badChunk: [
    response({
      fault: badChunk({ afterBytes: 10 }),
      pieces: atOnce(chunkedHead, chunk(body.slice(0, 10)), badSize),
      ending: 'silence',
    }),
    response({
      fault: badChunk({ afterBytes: 10, form: 'tooLong' }),
      pieces: atOnce(chunkedHead, chunk(body.slice(0, 10)), tooLong),
      ending: 'silence',
    }),
    response({
      fault: badChunk({ afterBytes: inThird }),
      stream: true,
      pieces: [...cutChunks(firstOf(inThird, events)), at(events[2]!.atMs, badSize)],
      ending: 'silence',
    }),
  ],
  closeDelimited: [
    response({ fault: closeDelimited({}), pieces: atOnce(closingHead(json), body), ending: 'closed' }),
    response({
      fault: closeDelimited({ cutAfterBytes: 10 }),
      pieces: atOnce(closingHead(json), body.slice(0, 10)),
      ending: 'fin',
    }),
    response({
      fault: closeDelimited({}),
      stream: true,
      pieces: [at(0, closingHead(eventStream)), ...events],
      ending: 'closed',
    }),
    response({
      fault: closeDelimited({ cutAfterBytes: inThird }),
      stream: true,
      pieces: [at(0, closingHead(eventStream)), ...firstOf(inThird, events)],
      ending: 'fin',
    }),
  ],
  contentLength: [
    response({
      fault: contentLength({ differsBy: 5 }),
      pieces: atOnce(withLength(json, body.length + 5), body),
      ending: 'fin',
    }),
    response({
      fault: contentLength({ differsBy: 5, ending: 'hang' }),
      pieces: atOnce(withLength(json, body.length + 5), body),
      ending: 'silence',
    }),
    response({
      fault: contentLength({ differsBy: -5 }),
      pieces: atOnce(withLength(json, body.length - 5), body),
      ending: 'fin',
    }),
    response({
      fault: contentLength({ differsBy: -5 }),
      stream: true,
      pieces: [at(0, withLength(eventStream, streamLength - 5)), ...events],
      ending: 'fin',
    }),
  ],
  emptyReply: [
    response({ fault: emptyReply({}), pieces: [], ending: 'fin' }),
    response({ fault: emptyReply({}), over: 'tls', pieces: [], ending: 'fin' }),
  ],
  hugeHeaders: [
    response({ fault: hugeHeaders({}), pieces: atOnce(padded(40)), ending: 'silence' }),
    response({ fault: hugeHeaders({ bytes: 100 * 1024 }), pieces: atOnce(padded(100)), ending: 'silence' }),
  ],
  malformedHead: [
    malformed('statusLine', 'HTTP/1.1 OK 200\r\ncontent-length: 2\r\n\r\n{}', 'silence'),
    malformed('notHttp', 'SSH-2.0-OpenSSH_9.2\r\n', 'silence'),
    malformed(
      'header',
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx header: 1\r\ncontent-length: 2\r\n\r\n{}',
      'silence',
    ),
    malformed('bareLineFeed', 'HTTP/1.1 200 OK\ncontent-type: application/json\ncontent-length: 2\n\n{}', 'silence'),
    malformed(
      'lengthAndChunked',
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
      'silence',
    ),
    malformed(
      'twoLengths',
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}',
      'silence',
    ),
    malformed(
      'switchingProtocols',
      'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
      'silence',
    ),
    malformed('cut', 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n', 'fin'),
  ],
  slowHeaders: [
    response({
      fault: slowHeaders({ everyMs: 6 }),
      pieces: drippedHead.split('').map((byte, nth) => at(nth * 6, byte)),
      ending: 'silence',
    }),
  ],
}

/** A head of so many lines of 1 KiB. */
function padded(lines: number): string {
  const all = Array.from({ length: lines }, (_, nth) => {
    const name = `x-padding-${String(nth).padStart(4, '0')}: `
    return `${name}${'x'.repeat(1024 - name.length - 2)}\r\n`
  })
  return `HTTP/1.1 200 OK\r\n${all.join('')}\r\n`
}
