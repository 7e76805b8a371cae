import { defineFault } from '../fault.ts'
import { fromOne, milliseconds } from '../optionKinds.ts'
import { data, wait } from '../steps.ts'

/** Named as in toxiproxy. */
export const slicer = defineFault<{ bytes: number; delayMs?: number }>({
  type: 'slicer',
  doc: 'Cuts the body into pieces of `bytes`, each a write of its own, `delayMs` apart (1 unless given).',
  source:
    'A TCP segment may end within a letter or a line end; ollama-js#255: a letter that was split came out as U+FFFD.',
  options: (v) => ({ bytes: fromOne(v), delayMs: v.optional(milliseconds(v)) }),
  arbitrary: (fc) => fc.record({ bytes: fc.integer({ min: 1, max: 40 }), delayMs: fc.nat(3) }),
  *apply({ bytes, delayMs = 1 }, _exchange, next) {
    let isFirst = true
    for (const step of next()) {
      if (step.do !== 'data') {
        yield step
        continue
      }
      for (let from = 0; from < step.bytes.length; from += bytes) {
        if (!isFirst) yield wait(delayMs)
        isFirst = false
        const piece = step.bytes.subarray(from, from + bytes)
        // What it carries is whole with its last piece.
        const isLast = from + bytes >= step.bytes.length
        yield isLast ? { ...step, bytes: piece } : data(piece)
      }
    }
  },
})
