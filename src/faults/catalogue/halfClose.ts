import { defineConnectionFault } from '../fault.ts'

export const halfClose = defineConnectionFault<object>({
  type: 'halfClose',
  doc: 'Accepts the connection and closes its own side (FIN) at once; what the client sends is read and never answered.',
  source: 'RFC 9293 section 3.6. Client side: UND_ERR_SOCKET, other side closed.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  connect: () => ({ do: 'half-close' }),
})
