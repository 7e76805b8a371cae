import { defineConnectionFault } from '../fault.ts'

export const tlsExpired = defineConnectionFault<object>({
  type: 'tlsExpired',
  doc: 'Shows a certificate that has expired.',
  source: 'RFC 5280 section 4.1.2.5; badssl: expired. Client side: CERT_HAS_EXPIRED.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  connect: () => ({ do: 'tls', certificate: 'expired' }),
})
