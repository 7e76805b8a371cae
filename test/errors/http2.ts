import { catalogue } from '../../src/faults/index.ts'
import type { Met, Row } from './row.ts'

const { http2Goaway, http2ResetStream, limitData, noHeaders, resetPeer, stall } = catalogue

const over = 'h2'
const info: Met[] = ['headers InformationalError UND_ERR_INFO']
const session = (phase: 'headers' | 'body'): Met[] => [`${phase} Error ERR_HTTP2_SESSION_ERROR`]
const streams = (phase: 'headers' | 'body'): Met[] => [`${phase} Error ERR_HTTP2_STREAM_ERROR`]
const closed = (phase: 'headers' | 'body'): Met[] => [`${phase} SocketError UND_ERR_SOCKET`]
const silent: Met[] = ['200 whole']
const notVirtual = "undici's own time limits are not played there: a client's clock ends the wait"

/** The code of a GOAWAY stands in the message alone. */
export const http2: readonly Row[] = [
  { fault: http2Goaway({}), over, gives: info },
  { fault: http2Goaway({ processed: true }), over, gives: silent },
  { fault: http2Goaway({ code: 'ENHANCE_YOUR_CALM', processed: true }), over, gives: session('headers') },
  { fault: http2Goaway({ code: 'PROTOCOL_ERROR', processed: true }), over, gives: session('headers') },
  { fault: http2Goaway({ code: 'PROTOCOL_ERROR' }), over, gives: closed('headers') },
  { fault: http2Goaway({ code: 'ENHANCE_YOUR_CALM', afterBytes: 10 }), over, gives: session('body') },
  { fault: http2Goaway({ code: 'PROTOCOL_ERROR', afterBytes: 200 }), stream: true, over, gives: session('body') },
  { fault: http2ResetStream({}), over, gives: streams('headers') },
  { fault: http2ResetStream({ code: 'INTERNAL_ERROR' }), over, gives: streams('headers') },
  { fault: http2ResetStream({ code: 'CANCEL' }), over, gives: info },
  { fault: http2ResetStream({ code: 'NO_ERROR' }), over, gives: info },
  { fault: http2ResetStream({ code: 'INTERNAL_ERROR', afterBytes: 10 }), over, gives: streams('body') },
  { fault: http2ResetStream({ code: 'REFUSED_STREAM', afterBytes: 10 }), over, gives: streams('body') },
  { fault: http2ResetStream({ code: 'CANCEL', afterBytes: 10 }), over, gives: silent },
  { fault: http2ResetStream({ code: 'NO_ERROR', afterBytes: 200 }), stream: true, over, gives: silent },
  { fault: noHeaders({}), over, gives: ['headers HeadersTimeoutError UND_ERR_HEADERS_TIMEOUT'], notVirtual },
  { fault: stall({ bytes: 10 }), over, gives: ['body BodyTimeoutError UND_ERR_BODY_TIMEOUT'], notVirtual },
  { fault: limitData({ bytes: 10 }), over, gives: closed('body') },
  { fault: resetPeer({ afterBytes: 10 }), over, gives: ['body Error ECONNRESET'] },
]
