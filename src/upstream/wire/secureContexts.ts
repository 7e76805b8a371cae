import type { Socket } from 'node:net'
import { createSecureContext, TLSSocket, type SecureContext, type SecureContextOptions } from 'node:tls'
import { certificateNames, type CertificateName, type Certificates } from './certificates.ts'

/** Contexts of handshakes that fail although the certificate is good. */
interface HandshakeContexts {
  readonly oldProtocol: SecureContext
  readonly noSharedCipher: SecureContext
  readonly clientCertificate: SecureContext
}

export type SecureContexts = Readonly<Record<CertificateName, SecureContext>> & HandshakeContexts

/** One context a certificate: a session of one cannot be resumed under another, so each new connection is shown its own. */
export function secureContexts({ leaf, authorityPem }: Certificates): SecureContexts {
  const contextOf = (name: CertificateName, options: SecureContextOptions = {}) =>
    createSecureContext({ key: leaf[name].keyPem, cert: leaf[name].certificatePem, ...options })
  const byCertificate = Object.fromEntries(certificateNames.map((name) => [name, contextOf(name)])) as Record<
    CertificateName,
    SecureContext
  >
  return {
    ...byCertificate,
    // OpenSSL refuses to speak it at all unless the security level is lowered.
    oldProtocol: contextOf('good', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    // A cipher for RSA keys, and our key is none. TLS 1.3 does not tie ciphers to keys.
    noSharedCipher: contextOf('good', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' }),
    clientCertificate: contextOf('good', { ca: authorityPem }),
  }
}

export function secure(
  raw: Socket,
  secureContext: SecureContext,
  options: { requestCert?: true; http2?: boolean } = {},
): TLSSocket {
  return new TLSSocket(raw, {
    isServer: true,
    secureContext,
    ALPNProtocols: options.http2 === true ? ['h2', 'http/1.1'] : ['http/1.1'],
    ...(options.requestCert === true ? { requestCert: true, rejectUnauthorized: true } : {}),
  })
}
