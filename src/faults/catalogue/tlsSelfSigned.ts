import { defineConnectionFault } from '../fault.ts'

export const tlsSelfSigned = defineConnectionFault<object>({
  type: 'tlsSelfSigned',
  doc: 'Shows a certificate that nobody but itself vouches for.',
  source: 'RFC 5280 section 6; badssl: self-signed. Client side: DEPTH_ZERO_SELF_SIGNED_CERT.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  connect: () => ({ do: 'tls', certificate: 'selfSigned' }),
})
