import { answer } from '../../src/faults/answer.ts'
import { exchangeOf } from '../support/exchange.ts'
import { at, atOnce, chunk, head, lastChunk, type Piece } from './http.ts'

/** The good answer to the request of `chatRequest`: the one thing that is taken from the upstream's own words. */
const steps = (stream: boolean) => [...answer(exchangeOf({ stream, nth: 0, attempt: 0, call: 3 }))]

/** The good answer's events as they go out, each with its planned instant. */
export const events: readonly Piece[] = eventsOf()

function eventsOf(): Piece[] {
  let atMs = 0
  return steps(true).flatMap((step) => {
    if (step.do === 'wait') atMs += step.ms
    return step.do === 'data' ? [at(atMs, Buffer.from(step.bytes).toString('latin1'))] : []
  })
}

const streamHead: string = head(200, {
  'content-type': 'text/event-stream; charset=utf-8',
  'transfer-encoding': 'chunked',
})

export const body: string = steps(false)
  .map((step) => (step.do === 'data' ? Buffer.from(step.bytes).toString('latin1') : ''))
  .join('')
export const bodyHead: string = head(200, { 'content-type': 'application/json', 'content-length': body.length })

export const answered: readonly Piece[] = atOnce(bodyHead, body)
export const streamed: readonly Piece[] = chunked(events)

/** A response of these events, each in a chunk of its own, whole. */
export function chunked(all: readonly Piece[]): Piece[] {
  return [...cutChunks(all), at(all.at(-1)?.atMs ?? 0, lastChunk)]
}

/** The same without its last chunk. */
export function cutChunks(all: readonly Piece[]): Piece[] {
  return [at(0, streamHead), ...all.map(({ atMs, bytes }) => at(atMs, chunk(bytes)))]
}

/** The first `count` bytes of these events; the one in which they end is cut. */
export function firstOf(count: number, all: readonly Piece[]): Piece[] {
  let left = count
  return all.flatMap(({ atMs, bytes }) => {
    const kept = bytes.slice(0, left)
    left -= kept.length
    return kept === '' ? [] : [at(atMs, kept)]
  })
}

/** The good answer, but everything `delayMs` later. */
export function later(delayMs: number, pieces: readonly Piece[]): Piece[] {
  return pieces.map(({ atMs, bytes }) => at(atMs + delayMs, bytes))
}
