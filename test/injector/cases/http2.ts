import { catalogue } from '../../../src/faults/index.ts'
import { body, events, firstOf } from '../healthy.ts'
import { http2 } from '../http2/http2Case.ts'

const { http2Goaway, http2ResetStream, latency, limitData, noHeaders, resetPeer, stall } = catalogue

/** RFC 9113 section 7. */
const codes = { NO_ERROR: 0, PROTOCOL_ERROR: 1, INTERNAL_ERROR: 2, REFUSED_STREAM: 7, CANCEL: 8, ENHANCE_YOUR_CALM: 11 }

const headers = 'HEADERS 1: 200'
const data = 'DATA 1'
const lastData = 'DATA 1, end of stream'
const goaway = (last: 0 | 1, code: keyof typeof codes) => `GOAWAY: last stream ${last}, code ${codes[code]}`
const rstStream = (code: keyof typeof codes) => `RST_STREAM 1: code ${codes[code]}`

/** Frames that node:http2 has written are let out first: what breaks off waits for them, twice 5 ms. */
const beforeBreakMs = 10
const begun = firstOf(400, events)
const begunBody = begun.map(({ bytes }) => bytes).join('')
const begunMs = begun.at(-1)!.atMs

export const http2Faults = {
  http2Goaway: [
    http2({
      fault: http2Goaway({ processed: true }),
      frames: [goaway(1, 'NO_ERROR'), headers, lastData],
      body,
      lastAtMs: 0,
      afterwards: 'silence',
      ended: 'complete',
    }),
    ...(['NO_ERROR', 'PROTOCOL_ERROR', 'ENHANCE_YOUR_CALM'] as const).map((code) =>
      http2({
        fault: http2Goaway({ code }),
        frames: [goaway(0, code)],
        lastAtMs: beforeBreakMs,
        afterwards: 'silence',
        ended: 'goaway',
      }),
    ),
    http2({
      fault: http2Goaway({ code: 'INTERNAL_ERROR', afterBytes: 10 }),
      frames: [headers, data, goaway(1, 'INTERNAL_ERROR')],
      body: body.slice(0, 10),
      lastAtMs: beforeBreakMs,
      afterwards: 'silence',
      ended: 'goaway',
    }),
    http2({
      fault: http2Goaway({ code: 'ENHANCE_YOUR_CALM', afterBytes: 400 }),
      stream: true,
      frames: [headers, data, goaway(1, 'ENHANCE_YOUR_CALM')],
      body: begunBody,
      lastAtMs: begunMs + beforeBreakMs,
      afterwards: 'silence',
      ended: 'goaway',
    }),
  ],
  http2ResetStream: (['REFUSED_STREAM', 'INTERNAL_ERROR', 'CANCEL', 'NO_ERROR'] as const).flatMap((code) => [
    http2({
      fault: http2ResetStream({ code }),
      frames: [rstStream(code)],
      lastAtMs: beforeBreakMs,
      afterwards: 'free',
      ended: 'rst-stream',
    }),
    http2({
      fault: http2ResetStream({ code, afterBytes: 10 }),
      frames: [headers, data, rstStream(code)],
      body: body.slice(0, 10),
      lastAtMs: beforeBreakMs,
      afterwards: 'free',
      ended: 'rst-stream',
    }),
    http2({
      fault: http2ResetStream({ code, afterBytes: 400 }),
      stream: true,
      frames: [headers, data, rstStream(code)],
      body: begunBody,
      lastAtMs: begunMs + beforeBreakMs,
      afterwards: 'free',
      ended: 'rst-stream',
    }),
  ]),
}

/** Faults of every protocol, as they are on this one. */
export const alsoOnHttp2 = {
  latency: [
    http2({
      fault: latency({ delayMs: 40 }),
      frames: [headers, lastData],
      body,
      lastAtMs: 40,
      afterwards: 'free',
      ended: 'complete',
    }),
  ],
  limitData: [
    http2({
      fault: limitData({ bytes: 10 }),
      frames: [headers, data],
      body: body.slice(0, 10),
      lastAtMs: 0,
      afterwards: 'fin',
      ended: 'fin',
    }),
  ],
  noHeaders: [http2({ fault: noHeaders({}), frames: [], lastAtMs: 0, afterwards: 'free', ended: 'client-left' })],
  resetPeer: [
    http2({
      fault: resetPeer({ afterBytes: 10 }),
      frames: [headers, data],
      body: body.slice(0, 10),
      lastAtMs: 0,
      afterwards: 'rst',
      ended: 'reset',
    }),
  ],
  stall: [
    http2({
      fault: stall({ bytes: 10 }),
      frames: [headers, data],
      body: body.slice(0, 10),
      lastAtMs: 0,
      afterwards: 'free',
      ended: 'client-left',
    }),
  ],
}
