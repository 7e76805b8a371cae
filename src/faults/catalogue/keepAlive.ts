import { textBytes } from '../../protocol/serverSentEvents.ts'
import { defineFault } from '../fault.ts'
import { count, fromOne, milliseconds } from '../optionKinds.ts'
import { data, end } from '../steps.ts'
import { isPlainEventStream } from '../streamEvents.ts'
import { heartbeats, patienceMs } from '../heartbeats.ts'

export interface KeepAliveOptions {
  /** Pieces of content that go out before. Defaults to 0. */
  readonly afterDeltas?: number
  readonly everyMs: number
  /** For how long, in ms; then the answer goes on. Without it ten minutes, and the answer never goes on. */
  readonly forMs?: number
  /** Defaults to `keep-alive`. */
  readonly comment?: string
}

export const keepAlive = defineFault<KeepAliveOptions>({
  type: 'keepAlive',
  doc: 'Sends comments instead of a stream’s content, one each `everyMs`: for `forMs`, or until the server gives up.',
  source: 'DeepSeek and OpenRouter docs; DeepSeek-V3#1608, MiniMax-M2#109: comments kept clients waiting for ever.',
  options: (v) => ({
    afterDeltas: v.optional(count(v)),
    everyMs: fromOne(v),
    forMs: v.optional(milliseconds(v)),
    comment: v.optional(v.pipe(v.string(), v.regex(/^[^\r\n]*$/, 'one line'))),
  }),
  arbitrary: (fc) =>
    fc.record(
      {
        afterDeltas: fc.nat(8),
        everyMs: fc.integer({ min: 20, max: 3_000 }),
        forMs: fc.nat(10_000),
        comment: fc.constantFrom('OPENROUTER PROCESSING', ''),
      },
      { requiredKeys: ['everyMs'] },
    ),
  *apply({ afterDeltas = 0, everyMs, forMs, comment = 'keep-alive' }, _exchange, next) {
    let left = afterDeltas
    let isStream = false
    for (const step of next()) {
      if (step.do === 'head') isStream = isPlainEventStream(step) && step.truth.class === 'ok'
      if (isStream && left === 0 && step.do === 'data') {
        left = Infinity
        yield* heartbeats(everyMs, forMs ?? patienceMs, data(textBytes(`: ${comment}\n\n`)))
        if (forMs === undefined) {
          yield end
          return
        }
      }
      if (step.do === 'data' && step.text !== undefined) left -= 1
      yield step
    }
  },
})
