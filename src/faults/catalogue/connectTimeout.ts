import { defineConnectionFault } from '../fault.ts'

export const connectTimeout = defineConnectionFault<object>({
  type: 'connectTimeout',
  doc: 'Nobody answers the SYN: the connection neither comes about nor fails.',
  source:
    'RFC 9293 section 3.8.3; a firewall that drops. Client side: UND_ERR_CONNECT_TIMEOUT; the request was surely not processed.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  connect: () => ({ do: 'drop' }),
})
