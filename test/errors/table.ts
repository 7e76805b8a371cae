import { catalogue } from '../../src/faults/index.ts'
import type { Met, Row } from './row.ts'

const { connectionRefused, limitData, noHeaders, resetPeer, stall, tlsExpired, tlsSelfSigned, tlsWrongHost } = catalogue

const reset = (phase: 'headers' | 'body'): Met[] => [`${phase} Error ECONNRESET`]
const closed = (phase: 'headers' | 'body'): Met[] => [`${phase} SocketError UND_ERR_SOCKET`]
const certificate = (code: string): Met[] => [`headers Error ${code}`]

const ownLimits =
  "undici's own time limits are a backstop that the virtual network lacks: a client's clock ends the wait"

/** What undici 8 gives for each fault of the connection and of the transport, as it was measured on Node 24 and 26. */
export const table: readonly Row[] = [
  { fault: connectionRefused({}), gives: ['headers Error ECONNREFUSED'] },
  { fault: resetPeer({}), gives: reset('headers') },
  { fault: resetPeer({ afterBytes: 0 }), gives: reset('body') },
  { fault: resetPeer({ afterBytes: 10 }), gives: reset('body') },
  { fault: resetPeer({ afterBytes: 200 }), stream: true, gives: reset('body') },
  { fault: resetPeer({ afterBytes: 10 }), over: 'tls', gives: reset('body') },
  { fault: limitData({ bytes: 0 }), gives: closed('body') },
  { fault: limitData({ bytes: 10 }), gives: closed('body') },
  { fault: limitData({ bytes: 200 }), stream: true, gives: closed('body') },
  { fault: limitData({ bytes: 10, ending: 'reset' }), gives: reset('body') },
  { fault: limitData({ bytes: 10 }), over: 'tls', gives: closed('body') },
  { fault: noHeaders({}), gives: ['headers HeadersTimeoutError UND_ERR_HEADERS_TIMEOUT'], notVirtual: ownLimits },
  { fault: stall({ bytes: 0 }), gives: ['body BodyTimeoutError UND_ERR_BODY_TIMEOUT'], notVirtual: ownLimits },
  {
    fault: stall({ bytes: 200 }),
    stream: true,
    gives: ['body BodyTimeoutError UND_ERR_BODY_TIMEOUT'],
    notVirtual: ownLimits,
  },
  { fault: tlsExpired({}), over: 'tls', gives: certificate('CERT_HAS_EXPIRED') },
  { fault: tlsSelfSigned({}), over: 'tls', gives: certificate('DEPTH_ZERO_SELF_SIGNED_CERT') },
  { fault: tlsWrongHost({}), over: 'tls', gives: certificate('ERR_TLS_CERT_ALTNAME_INVALID') },
]
