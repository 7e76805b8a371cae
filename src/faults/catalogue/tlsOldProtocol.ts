import { defineConnectionFault } from '../fault.ts'

export const tlsOldProtocol = defineConnectionFault<object>({
  type: 'tlsOldProtocol',
  doc: 'Speaks TLS 1.1 and nothing newer.',
  source: 'RFC 8996: TLS 1.0 and 1.1 must not be used. Client side: ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  connect: () => ({ do: 'handshake', fails: 'oldProtocol' }),
})
