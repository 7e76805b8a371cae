import type { BadCertificate, BadHandshake } from '../faults/index.ts'

/** The code that Node's TLS gives for each certificate (measured on Node 22, 24 and 26; the wire tests hold it). */
export const codeOfCertificate = {
  expired: 'CERT_HAS_EXPIRED',
  notYetValid: 'CERT_NOT_YET_VALID',
  selfSigned: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  wrongHost: 'ERR_TLS_CERT_ALTNAME_INVALID',
  untrustedRoot: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  untrustedRootChain: 'SELF_SIGNED_CERT_IN_CHAIN',
} as const satisfies Record<BadCertificate, string>

/**
 * And for each handshake. With TLS 1.3 a client that owes a certificate believes that it is connected: it hears of it as
 * a closed connection. A handshake that hangs has no code; the history says who ended it.
 */
export const codeOfHandshake = {
  oldProtocol: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  noSharedCipher: 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
  clientCertificate: 'UND_ERR_SOCKET',
  hang: 'client-left',
  reset: 'ECONNRESET',
  close: 'ECONNRESET',
  garbage: 'ERR_SSL_DATA_LENGTH_TOO_LONG',
  plainHttp: 'ERR_SSL_WRONG_VERSION_NUMBER',
} as const satisfies Record<BadHandshake, string>

/** Closed as soon as it stood: in the middle of the handshake where there is one. */
export function codeOfClose(isTls: boolean): string {
  return isTls ? codeOfReset : 'UND_ERR_SOCKET'
}

export const codeOfReset = 'ECONNRESET'
