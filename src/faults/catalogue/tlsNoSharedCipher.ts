import { defineConnectionFault } from '../fault.ts'

export const tlsNoSharedCipher = defineConnectionFault<object>({
  type: 'tlsNoSharedCipher',
  doc: 'Knows no cipher that the client knows.',
  source: 'RFC 5246 section 7.2.2: handshake_failure. Client side: ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  connect: () => ({ do: 'handshake', fails: 'noSharedCipher' }),
})
