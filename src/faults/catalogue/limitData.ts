import { defineFault } from '../fault.ts'
import { data, fin, reset } from '../steps.ts'

/** Named as in toxiproxy's limit_data. */
export const limitData = defineFault<{ bytes: number; ending?: 'fin' | 'reset' }>({
  type: 'limitData',
  doc: 'Cuts the connection once `bytes` of the body have gone out, with a FIN unless `ending` says `reset`.',
  source: 'RFC 9112 section 8: a message cut short is incomplete and must not pass as an answer.',
  arbitrary: (fc) => fc.record({ bytes: fc.nat(500), ending: fc.constantFrom('fin', 'reset') }),
  *apply({ bytes, ending = 'fin' }, _exchange, next) {
    let left = bytes
    for (const step of next()) {
      if (step.do !== 'data') {
        yield step
        continue
      }
      if (step.bytes.length > left) {
        if (left > 0) yield data(step.bytes.subarray(0, left))
        yield ending === 'reset' ? reset : fin
        return
      }
      left -= step.bytes.length
      yield step
    }
  },
})
