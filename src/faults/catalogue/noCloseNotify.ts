import { defineFault } from '../fault.ts'
import { firstBytes } from '../firstBytes.ts'
import { count } from '../optionKinds.ts'

/** On a plain origin there is no close_notify to leave out: it is a FIN. */
export const noCloseNotify = defineFault<{ afterBytes: number }>({
  type: 'noCloseNotify',
  doc: 'Cuts the body after `afterBytes` by closing TCP without the close_notify of TLS: a truncation that anybody on the way can do.',
  source: 'RFC 8446 section 6.1; RFC 9112 section 9.8. Client side: UND_ERR_SOCKET, other side closed.',
  speaks: 'http/1.1',
  options: (v) => ({ afterBytes: count(v) }),
  arbitrary: (fc) => fc.record({ afterBytes: fc.nat(500) }),
  *apply({ afterBytes }, _exchange, next) {
    if (yield* firstBytes(afterBytes, next())) yield { do: 'fin', closeNotify: false }
  },
})
