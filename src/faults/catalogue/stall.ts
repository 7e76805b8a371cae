import { defineFault } from '../fault.ts'
import { data, hang } from '../steps.ts'

export const stall = defineFault<{ bytes: number }>({
  type: 'stall',
  doc: 'Sends `bytes` of the body, then nothing more, and keeps the connection open.',
  source: 'anthropic-sdk-typescript #867: no idle time-out on streams, hangs; DeepSeek-V3#1608.',
  arbitrary: (fc) => fc.record({ bytes: fc.nat(500) }),
  *apply({ bytes }, _exchange, next) {
    let left = bytes
    for (const step of next()) {
      if (step.do !== 'data') {
        yield step
        continue
      }
      if (step.bytes.length > left) {
        if (left > 0) yield data(step.bytes.subarray(0, left))
        break
      }
      left -= step.bytes.length
      yield step
    }
    yield hang
  },
})
