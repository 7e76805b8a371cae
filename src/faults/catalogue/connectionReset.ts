import { defineConnectionFault } from '../fault.ts'

export const connectionReset = defineConnectionFault<object>({
  type: 'connectionReset',
  doc: 'Accepts the connection and resets it (RST) at once, before a request can be read.',
  source: 'RFC 9293 section 3.10.7; a load balancer without a backend. Client side: ECONNRESET.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  connect: () => ({ do: 'reset' }),
})
