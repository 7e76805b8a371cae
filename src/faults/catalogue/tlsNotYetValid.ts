import { defineConnectionFault } from '../fault.ts'

export const tlsNotYetValid = defineConnectionFault<object>({
  type: 'tlsNotYetValid',
  doc: 'Shows a certificate that is not valid yet.',
  source: 'RFC 5280 section 4.1.2.5; a clock that is wrong. Client side: CERT_NOT_YET_VALID.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  connect: () => ({ do: 'tls', certificate: 'notYetValid' }),
})
