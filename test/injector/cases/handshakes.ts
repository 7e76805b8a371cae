import { catalogue } from '../../../src/faults/index.ts'
import { helloEnds, helloMeets } from '../handshake.ts'

const { tlsClientCertificate, tlsHandshake, tlsNoSharedCipher, tlsOldProtocol } = catalogue

/** Descriptions of alerts (RFC 8446 section 6). */
const handshakeFailure = 'alert 40'
const protocolVersion = 'alert 70'

/** A handshake record that says it is 65,535 bytes long, of which one comes. */
const tooLongRecord = '\x16\x03\x03\xff\xff\x00'

export const handshakes = {
  tlsClientCertificate: [
    // TLS 1.3: the client is done before the server has looked for a certificate; its alert is under cipher.
    helloEnds(
      tlsClientCertificate({}),
      'TLS 1.3',
      { minVersion: 'TLSv1.3' },
      { outcome: 'secure', lastRecord: 'data', later: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' },
    ),
    helloEnds(
      tlsClientCertificate({}),
      'TLS 1.2',
      { maxVersion: 'TLSv1.2' },
      { outcome: 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', lastRecord: handshakeFailure },
    ),
  ],
  tlsHandshake: [
    helloMeets(tlsHandshake({ fails: 'hang' }), { ending: undefined }),
    helloMeets(tlsHandshake({ fails: 'reset' }), { ending: 'rst' }),
    helloMeets(tlsHandshake({ fails: 'close' }), { ending: 'fin' }),
    helloMeets(tlsHandshake({ fails: 'garbage' }), { bytes: tooLongRecord, ending: 'fin' }),
  ],
  tlsNoSharedCipher: [
    helloEnds(
      tlsNoSharedCipher({}),
      '',
      {},
      { outcome: 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', lastRecord: handshakeFailure },
    ),
  ],
  tlsOldProtocol: [
    helloEnds(
      tlsOldProtocol({}),
      'TLS 1.2 and 1.3',
      {},
      { outcome: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', lastRecord: protocolVersion },
    ),
    // Who still speaks it is served.
    helloEnds(
      tlsOldProtocol({}),
      'TLS 1.1',
      { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
      { outcome: 'secure', lastRecord: 'handshake' },
    ),
  ],
}
