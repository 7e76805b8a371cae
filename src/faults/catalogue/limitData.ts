import { defineFault } from '../fault.ts'
import { count } from '../optionKinds.ts'
import { firstBytes } from '../firstBytes.ts'
import { fin, reset } from '../steps.ts'

/** Named as in toxiproxy's limit_data. */
export const limitData = defineFault<{ bytes: number; ending?: 'fin' | 'reset' }>({
  type: 'limitData',
  doc: 'Cuts the connection once `bytes` of the body have gone out, with a FIN unless `ending` says `reset`.',
  source: 'RFC 9112 section 8: a message cut short is incomplete and must not pass as an answer.',
  options: (v) => ({ bytes: count(v), ending: v.optional(v.picklist(['fin', 'reset'])) }),
  arbitrary: (fc) => fc.record({ bytes: fc.nat(500), ending: fc.constantFrom('fin', 'reset') }),
  *apply({ bytes, ending = 'fin' }, _exchange, next) {
    if (yield* firstBytes(bytes, next())) yield ending === 'reset' ? reset : fin
  },
})
