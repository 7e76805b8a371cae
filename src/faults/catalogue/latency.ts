import { defineFault } from '../fault.ts'
import { milliseconds } from '../optionKinds.ts'
import { wait } from '../steps.ts'

/** Named as in toxiproxy. */
export const latency = defineFault<{ delayMs: number }>({
  type: 'latency',
  doc: 'Answers as usual, `delayMs` later.',
  source: 'Every provider under load; toxiproxy calls it latency.',
  options: (v) => ({ delayMs: milliseconds(v) }),
  arbitrary: (fc) => fc.record({ delayMs: fc.nat(2_000) }),
  *apply({ delayMs }, _exchange, next) {
    yield wait(delayMs)
    yield* next()
  },
})
