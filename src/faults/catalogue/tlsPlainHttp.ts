import { defineConnectionFault } from '../fault.ts'

export const tlsPlainHttp = defineConnectionFault<object>({
  type: 'tlsPlainHttp',
  doc: 'Speaks plain HTTP on the port where TLS is expected.',
  source: 'A proxy or a port that is set up wrongly. Client side: ERR_SSL_WRONG_VERSION_NUMBER.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  connect: () => ({ do: 'handshake', fails: 'plainHttp' }),
})
