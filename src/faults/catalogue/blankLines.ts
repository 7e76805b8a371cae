import { textBytes } from '../../protocol/serverSentEvents.ts'
import { defineFault } from '../fault.ts'
import { heartbeats, patienceMs } from '../heartbeats.ts'
import { fromOne, milliseconds } from '../optionKinds.ts'
import { data, end } from '../steps.ts'
import { withoutLength } from '../streamEvents.ts'

export interface BlankLinesOptions {
  readonly everyMs: number
  /** For how long, in ms; then the answer comes. Without it ten minutes, and no answer. */
  readonly forMs?: number
}

export const blankLines = defineFault<BlankLinesOptions>({
  type: 'blankLines',
  doc: 'Sends an empty line each `everyMs` before a document: for `forMs`, or until the server gives up.',
  source:
    'DeepSeek docs, "Rate Limit": empty lines while a request waits; RFC 8259 section 2: white space before JSON.',
  options: (v) => ({ everyMs: fromOne(v), forMs: v.optional(milliseconds(v)) }),
  arbitrary: (fc) =>
    fc.record({ everyMs: fc.integer({ min: 20, max: 3_000 }), forMs: fc.nat(10_000) }, { requiredKeys: ['everyMs'] }),
  *apply({ everyMs, forMs }, _exchange, next) {
    for (const step of next()) {
      if (step.do !== 'head' || step.truth.class !== 'ok' || step.headers['content-type'] !== 'application/json') {
        yield step
        continue
      }
      yield withoutLength(step)
      yield* heartbeats(everyMs, forMs ?? patienceMs, data(textBytes('\n')))
      if (forMs === undefined) {
        yield end
        return
      }
    }
  },
})
