import { defineConnectionFault } from '../fault.ts'

export const tlsWrongHost = defineConnectionFault<object>({
  type: 'tlsWrongHost',
  doc: 'Shows a good certificate of another host.',
  source: 'RFC 9110 section 4.3.4; badssl: wrong.host. Client side: ERR_TLS_CERT_ALTNAME_INVALID.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  connect: () => ({ do: 'tls', certificate: 'wrongHost' }),
})
