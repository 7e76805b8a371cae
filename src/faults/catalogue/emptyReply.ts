import { defineFault } from '../fault.ts'
import { fin } from '../steps.ts'

/** Named as curl names it. */
export const emptyReply = defineFault<object>({
  type: 'emptyReply',
  doc: 'Takes the request and closes the connection (FIN) without a byte of an answer.',
  source: 'RFC 9112 section 8; curl: empty reply from server. Client side: UND_ERR_SOCKET, other side closed.',
  options: () => ({}),
  arbitrary: (fc) => fc.constant({}),
  *apply() {
    yield fin
  },
})
