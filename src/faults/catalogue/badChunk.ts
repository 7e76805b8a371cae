import { textBytes } from '../../protocol/serverSentEvents.ts'
import { defineFault } from '../fault.ts'
import { firstBytes } from '../firstBytes.ts'
import { count } from '../optionKinds.ts'
import { garbage, hang } from '../steps.ts'
import { withoutLength } from '../withoutLength.ts'

/** What stands where the next chunk should begin. */
const chunks = { size: 'ZZ\r\n', tooLong: '3\r\nabcdef\r\n' } as const
type Form = keyof typeof chunks
const forms = Object.keys(chunks) as Form[]

export const badChunk = defineFault<{ afterBytes: number; form?: Form }>({
  type: 'badChunk',
  doc: 'Sends the body in chunks, and after `afterBytes` of it a chunk whose size is no number, or which is longer than its size.',
  source: 'RFC 9112 section 7.1. Client side: HTTPParserError, in the middle of the body.',
  speaks: 'http/1.1',
  options: (v) => ({ afterBytes: count(v), form: v.optional(v.picklist(forms)) }),
  arbitrary: (fc) => fc.record({ afterBytes: fc.nat(500), form: fc.constantFrom(...forms) }),
  *apply({ afterBytes, form = 'size' }, _exchange, next) {
    if (!(yield* firstBytes(afterBytes, withoutLength(next())))) return
    yield garbage(textBytes(chunks[form]), 'HTTPParserError')
    yield hang
  },
})
