import { catalogue } from '../../src/faults/index.ts'
import { encoded } from './encoded.ts'
import { handshakes } from './handshakes.ts'
import { http2 } from './http2.ts'
import { recorded } from './recorded.ts'
import type { Met, Row } from './row.ts'

const { badChunk, closeDelimited, connectionRefused, connectionReset, connectTimeout, contentLength } = catalogue
const { continueNever, dnsFailure, emptyReply, halfClose, hugeHeaders, keepAlive, limitData, malformedHead } = catalogue
const { noCloseNotify, noHeaders, resetPeer, slowHeaders, staleKeepAlive, stall } = catalogue

const reset = (phase: 'headers' | 'body'): Met[] => [`${phase} Error ECONNRESET`]
const closed = (phase: 'headers' | 'body'): Met[] => [`${phase} SocketError UND_ERR_SOCKET`]
const unparsed = (phase: 'headers' | 'body'): Met[] => [`${phase} HTTPParserError -`]
/** The best bait: undici sees an answer, only who reads it can tell. */
const silent: Met[] = ['200 whole']

const connects = {
  gives: ['headers ConnectTimeoutError UND_ERR_CONNECT_TIMEOUT'],
  notVirtual: "undici's own time limits are not played there: a client's clock ends the wait",
} as const
const headers = { ...connects, gives: ['headers HeadersTimeoutError UND_ERR_HEADERS_TIMEOUT'] } as const
const bodies = { ...connects, gives: ['body BodyTimeoutError UND_ERR_BODY_TIMEOUT'] } as const

const twoLengths: Met[] = ['headers ResponseContentLengthMismatchError UND_ERR_RES_CONTENT_LENGTH_MISMATCH']

/** What undici 8 gives for each fault of the connection and of the transport, as it was measured on Node 24 and 26. */
export const table: readonly Row[] = [
  { fault: connectionRefused({}), gives: ['headers Error ECONNREFUSED'] },
  { fault: connectTimeout({}), ...connects },
  { fault: dnsFailure({}), gives: ['headers Error ENOTFOUND'] },
  { fault: connectionReset({}), gives: reset('headers') },
  { fault: connectionReset({}), over: 'tls', gives: reset('headers') },
  { fault: halfClose({}), gives: closed('headers') },
  { fault: emptyReply({}), gives: closed('headers') },
  { fault: emptyReply({}), over: 'tls', gives: closed('headers') },
  { fault: resetPeer({}), gives: reset('headers') },
  { fault: resetPeer({}), over: 'tls', gives: reset('headers') },
  { fault: resetPeer({ afterBytes: 0 }), gives: reset('body') },
  { fault: resetPeer({ afterBytes: 10 }), gives: reset('body') },
  { fault: resetPeer({ afterBytes: 200 }), stream: true, gives: reset('body') },
  { fault: resetPeer({ afterBytes: 10 }), over: 'tls', gives: reset('body') },
  { fault: limitData({ bytes: 0 }), gives: closed('body') },
  { fault: limitData({ bytes: 10 }), gives: closed('body') },
  { fault: limitData({ bytes: 200 }), stream: true, gives: closed('body') },
  { fault: limitData({ bytes: 10, ending: 'reset' }), gives: reset('body') },
  { fault: limitData({ bytes: 10 }), over: 'tls', gives: closed('body') },
  { fault: noCloseNotify({ afterBytes: 10 }), over: 'tls', gives: closed('body') },
  { fault: noHeaders({}), ...headers },
  { fault: slowHeaders({ everyMs: 40 }), ...headers },
  { fault: stall({ bytes: 0 }), ...bodies },
  { fault: stall({ bytes: 200 }), stream: true, ...bodies },
  { fault: staleKeepAlive({}), gives: silent },
  { fault: staleKeepAlive({}), kept: true, gives: closed('headers') },
  { fault: staleKeepAlive({ ending: 'reset' }), kept: true, gives: reset('headers') },
  { fault: malformedHead({ form: 'statusLine' }), gives: unparsed('headers') },
  { fault: malformedHead({ form: 'notHttp' }), gives: unparsed('headers') },
  { fault: malformedHead({ form: 'header' }), gives: unparsed('headers') },
  { fault: malformedHead({ form: 'bareLineFeed' }), gives: unparsed('headers') },
  { fault: malformedHead({ form: 'lengthAndChunked' }), gives: twoLengths },
  { fault: malformedHead({ form: 'twoLengths' }), gives: twoLengths },
  { fault: malformedHead({ form: 'switchingProtocols' }), gives: closed('headers') },
  { fault: malformedHead({ form: 'cut' }), gives: closed('headers') },
  { fault: hugeHeaders({}), gives: ['headers HeadersOverflowError UND_ERR_HEADERS_OVERFLOW'] },
  { fault: badChunk({ afterBytes: 10 }), gives: unparsed('body') },
  { fault: badChunk({ afterBytes: 10, form: 'tooLong' }), gives: unparsed('body') },
  { fault: contentLength({ differsBy: 5 }), gives: closed('body') },
  { fault: contentLength({ differsBy: 5, ending: 'hang' }), ...bodies },
  { fault: contentLength({ differsBy: -5 }), gives: silent },
  { fault: closeDelimited({}), gives: silent },
  { fault: closeDelimited({ cutAfterBytes: 10 }), gives: silent },
  { fault: closeDelimited({ cutAfterBytes: 200 }), stream: true, gives: silent },
  { fault: continueNever({}), gives: silent },
  // Each comment feeds undici's limit on silence, and it has none on the whole.
  { fault: keepAlive({ everyMs: 50 }), stream: true, gives: ['no end'] },
  ...encoded,
  ...recorded,
  ...handshakes,
  ...http2,
]
