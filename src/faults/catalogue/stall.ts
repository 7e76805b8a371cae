import { defineFault } from '../fault.ts'
import { count } from '../optionKinds.ts'
import { firstBytes } from '../firstBytes.ts'
import { hang } from '../steps.ts'

export const stall = defineFault<{ bytes: number }>({
  type: 'stall',
  doc: 'Sends `bytes` of the body, then nothing more, and keeps the connection open.',
  source: 'anthropic-sdk-typescript #867: no idle time-out on streams, hangs; DeepSeek-V3#1608.',
  options: (v) => ({ bytes: count(v) }),
  arbitrary: (fc) => fc.record({ bytes: fc.nat(500) }),
  *apply({ bytes }, _exchange, next) {
    yield* firstBytes(bytes, next())
    yield hang
  },
})
