import { defineFault } from '../fault.ts'
import { count } from '../optionKinds.ts'
import { reset } from '../steps.ts'
import { limitData } from './limitData.ts'

/** Named as in toxiproxy's reset_peer; a true RST, not a FIN. */
export const resetPeer = defineFault<{ afterBytes?: number }>({
  type: 'resetPeer',
  doc: 'Resets the connection (RST): before the headers, or after `afterBytes` of the body where that is given.',
  source: 'RFC 9293 section 3.10.7; load balancers that restart. Client side: ECONNRESET.',
  options: (v) => ({ afterBytes: v.optional(count(v)) }),
  arbitrary: (fc) => fc.record({ afterBytes: fc.nat(500) }, { requiredKeys: [] }),
  *apply({ afterBytes }, exchange, next) {
    if (afterBytes === undefined) yield reset
    else yield* limitData.apply({ bytes: afterBytes, ending: 'reset' }, exchange, next)
  },
})
