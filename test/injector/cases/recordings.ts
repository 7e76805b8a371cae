import { catalogue } from '../../../src/faults/index.ts'
import type { RecordedExchange } from '../../../src/protocol/recording/recording.ts'
import { pieces, recorded } from '../../support/recorded.ts'
import { at, chunk, head, lastChunk, type Piece } from '../http.ts'
import { response } from '../response.ts'

const { playback } = catalogue

const fault = (...exchanges: RecordedExchange[]) => playback({ exchanges })
const latin1 = (text: string) => Buffer.from(text).toString('latin1')
const streamHead = head(200, { 'content-type': 'text/event-stream', 'transfer-encoding': 'chunked' })

/** As `recorded` has it: the head after 20 ms, a piece every 10 ms from 30 ms on. */
function streamedPieces(body: readonly string[], ...more: Piece[]): Piece[] {
  return [at(20, streamHead), ...body.map((text, index) => at(30 + 10 * index, chunk(latin1(text)))), ...more]
}

const limit = pieces.limit.join('')

export const recordings = {
  playback: [
    response({
      fault: fault(recorded({ stream: true })),
      stream: true,
      pieces: streamedPieces(pieces.stream, at(70, lastChunk)),
      ending: 'reuse',
    }),
    response({
      fault: fault(recorded({ status: 429, body: [limit], headers: { 'content-length': '1', 'retry-after': '3' } })),
      pieces: [
        at(20, head(429, { 'content-type': 'application/json', 'content-length': limit.length, 'retry-after': '3' })),
        at(30, limit),
      ],
      ending: 'reuse',
    }),
    response({
      fault: fault(recorded({ stream: true, body: pieces.stream.slice(0, 1), how: 'reset' })),
      stream: true,
      pieces: streamedPieces(pieces.stream.slice(0, 1)),
      ending: 'rst',
      endsAtMs: 40 + 10,
    }),
    response({
      fault: fault(recorded({ stream: true, body: pieces.stream.slice(0, 1), how: 'fin' })),
      stream: true,
      pieces: streamedPieces(pieces.stream.slice(0, 1)),
      ending: 'fin',
      endsAtMs: 40,
    }),
  ],
}
