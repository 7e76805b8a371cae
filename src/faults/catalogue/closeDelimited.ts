import { defineFault } from '../fault.ts'
import { firstBytes } from '../firstBytes.ts'
import { count } from '../optionKinds.ts'
import { fin } from '../steps.ts'
import { withoutLength } from '../withoutLength.ts'

export const closeDelimited = defineFault<{ cutAfterBytes?: number }>({
  type: 'closeDelimited',
  doc: 'Sends the body without length or chunks: it lasts until the connection closes. With `cutAfterBytes` it is cut there, and nothing on the wire tells.',
  source:
    'RFC 9112 section 6.3, rule 8, and section 8: a recipient cannot tell. Client side: 200, no error, half an answer.',
  speaks: 'http/1.1',
  options: (v) => ({ cutAfterBytes: v.optional(count(v)) }),
  arbitrary: (fc) => fc.record({ cutAfterBytes: fc.nat(1_000) }, { requiredKeys: [] }),
  *apply({ cutAfterBytes = Infinity }, _exchange, next) {
    if (yield* firstBytes(cutAfterBytes, withoutLength(next(), 'until-close'))) yield fin
  },
})
