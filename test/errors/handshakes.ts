import { catalogue } from '../../src/faults/index.ts'
import type { Met, Row } from './row.ts'

const { halfClose, tlsClientCertificate, tlsExpired, tlsHandshake, tlsNoSharedCipher, tlsNotYetValid } = catalogue
const { tlsOldProtocol, tlsPlainHttp, tlsSelfSigned, tlsUntrustedRoot, tlsWrongHost } = catalogue

/** TLS and its certificates, by the code that Node gives. */
const coded = (code: string): { over: 'tls'; gives: Met[] } => ({ over: 'tls', gives: [`headers Error ${code}`] })

export const handshakes: readonly Row[] = [
  { fault: tlsExpired({}), ...coded('CERT_HAS_EXPIRED') },
  { fault: tlsNotYetValid({}), ...coded('CERT_NOT_YET_VALID') },
  { fault: tlsSelfSigned({}), ...coded('DEPTH_ZERO_SELF_SIGNED_CERT') },
  { fault: tlsUntrustedRoot({}), ...coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE') },
  { fault: tlsUntrustedRoot({ chain: true }), ...coded('SELF_SIGNED_CERT_IN_CHAIN') },
  { fault: tlsWrongHost({}), ...coded('ERR_TLS_CERT_ALTNAME_INVALID') },
  { fault: tlsOldProtocol({}), ...coded('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION') },
  { fault: tlsNoSharedCipher({}), ...coded('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE') },
  // With TLS 1.3 the client is connected before the server has looked for its certificate.
  { fault: tlsClientCertificate({}), over: 'tls', gives: ['headers SocketError UND_ERR_SOCKET'] },
  {
    fault: tlsHandshake({ fails: 'hang' }),
    over: 'tls',
    gives: ['headers ConnectTimeoutError UND_ERR_CONNECT_TIMEOUT'],
    notVirtual: "undici's own time limits are not played there: a client's clock ends the wait",
  },
  { fault: tlsHandshake({ fails: 'reset' }), ...coded('ECONNRESET') },
  { fault: tlsHandshake({ fails: 'close' }), ...coded('ECONNRESET') },
  { fault: tlsHandshake({ fails: 'garbage' }), ...coded('ERR_SSL_DATA_LENGTH_TOO_LONG') },
  { fault: tlsPlainHttp({}), ...coded('ERR_SSL_WRONG_VERSION_NUMBER') },
  { fault: halfClose({}), ...coded('ECONNRESET') },
]
