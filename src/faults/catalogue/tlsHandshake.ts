import { defineConnectionFault } from '../fault.ts'

const ways = ['hang', 'reset', 'close', 'garbage'] as const

export const tlsHandshake = defineConnectionFault<{ fails: (typeof ways)[number] }>({
  type: 'tlsHandshake',
  doc: 'Lets the handshake hang after the ClientHello, or ends it: with a reset, a FIN, or bytes that are no TLS.',
  source: 'RFC 8446 section 6.2; middleboxes. Client side: a time-out, ECONNRESET, ERR_SSL_DATA_LENGTH_TOO_LONG.',
  options: (v) => ({ fails: v.picklist(ways) }),
  arbitrary: (fc) => fc.record({ fails: fc.constantFrom(...ways) }),
  connect: ({ fails }) => ({ do: 'handshake', fails }),
})
