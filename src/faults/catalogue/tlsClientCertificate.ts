import { defineConnectionFault } from '../fault.ts'

export const tlsClientCertificate = defineConnectionFault<object>({
  type: 'tlsClientCertificate',
  doc: 'Demands a certificate of the client. With TLS 1.3 the client believes that it is connected, and sends its request.',
  source: 'RFC 8446 section 4.4.2.4: certificate_required. Client side: UND_ERR_SOCKET, no code of TLS.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  connect: () => ({ do: 'handshake', fails: 'clientCertificate' }),
})
