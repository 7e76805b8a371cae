import { defineFault } from '../fault.ts'
import { fin, reset } from '../steps.ts'

export const staleKeepAlive = defineFault<{ ending?: 'fin' | 'reset' }>({
  type: 'staleKeepAlive',
  doc: 'Closes a kept connection (FIN, or RST) exactly when the next request has been sent on it; the first request of each connection is answered.',
  source:
    'RFC 9112 section 9.3.1: a client must be prepared; undici#3492. Whether the request was processed is unknown.',
  options: (v) => ({ ending: v.optional(v.picklist(['fin', 'reset'])) }),
  arbitrary: (fc) => fc.record({ ending: fc.constantFrom('fin', 'reset') }),
  *apply({ ending = 'fin' }, { isReused }, next) {
    if (isReused) yield ending === 'fin' ? fin : reset
    else yield* next()
  },
})
