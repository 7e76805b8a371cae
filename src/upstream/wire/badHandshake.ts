import type { Socket } from 'node:net'
import type { BadHandshake } from '../../faults/index.ts'
import { secure, type SecureContexts } from './secureContexts.ts'

export interface HandshakeOutcome {
  /** The handshake has come to nothing. */
  readonly failed: () => void
  /** Speaks HTTP without TLS. */
  readonly servePlain: () => void
}

/** A TLS record of 65,535 bytes: longer than a record may be (RFC 8446 section 5.1), so nobody waits for the rest. */
const tooLongRecord = Buffer.from([0x16, 0x03, 0x03, 0xff, 0xff, 0x00])

/** Fails a handshake once the client has said its ClientHello: before that, nothing has happened yet. */
export function failHandshake(
  raw: Socket,
  fails: BadHandshake,
  contexts: SecureContexts,
  { failed, servePlain }: HandshakeOutcome,
): void {
  switch (fails) {
    case 'oldProtocol':
    case 'noSharedCipher':
    case 'clientCertificate': {
      const secured = secure(raw, contexts[fails], fails === 'clientCertificate' ? { requestCert: true } : {})
      let spoke = false
      secured.on('error', () => {})
      raw.once('close', () => {
        if (!spoke && raw.bytesRead > 0) failed()
      })
      // It never gets so far; if it does, the fault did not do what it says, and silence would hide that.
      secured.once('data', () => {
        spoke = true
        raw.resetAndDestroy()
      })
      return
    }
    case 'hang':
      raw.resume().once('close', failed)
      return
    case 'plainHttp':
      raw.once('close', failed)
      servePlain()
      return
    default:
      raw.once('data', () => {
        failed()
        if (fails === 'reset') raw.resetAndDestroy()
        else if (fails === 'garbage') raw.resume().end(tooLongRecord)
        else raw.resume().end()
      })
  }
}
