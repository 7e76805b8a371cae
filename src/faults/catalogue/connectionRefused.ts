import { defineConnectionFault } from '../fault.ts'

export const connectionRefused = defineConnectionFault<object>({
  type: 'connectionRefused',
  doc: 'Nothing listens there: each connection is refused.',
  source: 'RFC 9293 section 3.10.7.1. Client side: ECONNREFUSED; the request was surely not processed.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  connect: () => ({ do: 'refuse' }),
})
