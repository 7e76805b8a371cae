import { draw, type Distribution } from '../distribution.ts'
import { defineFault, type Exchange } from '../fault.ts'
import { fromOne, milliseconds, type V } from '../optionKinds.ts'

/** A span: always so many ms; lognormal; or like the samples of a recorded run, in ms. */
export type Duration =
  | number
  | { readonly medianMs: number; readonly sigma: number }
  | { readonly empirical: readonly number[] }

export interface PaceOptions {
  /** To the first token. */
  readonly ttftMs: Duration
  /** From one token to the next, and from the last one to the end. */
  readonly interTokenMs: Duration
  /** How many completion tokens the answer has; 8 unless set. Never more than the request lets be answered. */
  readonly tokens?: Distribution
  /** The usage says of the prompt what its length lets expect: a token for four bytes of the request. 12 unless set. */
  readonly countsPrompt?: boolean
  /**
   * With `k` exchanges of the model under way, this one included, all takes `1 + perExtra * (k - from)` times as long, from
   * `from` on. `perExtra: 1 / from` is a server whose capacity is shared out: `k / from` times.
   */
  readonly slowdown?: { readonly from: number; readonly perExtra: number }
}

const usualTokens = 8
const mostTokens = 100_000
const longestMs = 86_400_000

const factor = (v: V) => v.pipe(v.number(), v.minValue(0, 'a number from 0'), v.maxValue(100, 'a number up to 100'))
const samplesOf = <Schema extends ReturnType<typeof milliseconds> | ReturnType<typeof fromOne>>(v: V, of: Schema) =>
  v.strictObject({ empirical: v.pipe(v.array(of), v.minLength(1, 'at least one sample')) })

const duration = (v: V) =>
  v.union([
    milliseconds(v),
    v.strictObject({ medianMs: milliseconds(v), sigma: factor(v) }),
    samplesOf(v, milliseconds(v)),
  ])

export const pace = defineFault<PaceOptions>({
  type: 'pace',
  doc: 'Answers at the pace of a model: the first token after `ttftMs`, the next ones `interTokenMs` apart, slower under load.',
  source:
    'LLMPerf and vLLM measure time to first token and between tokens; Buildkite’s game day: p50 rose from 0.3 s to 8 s ' +
    'without an error.',
  options: (v) => ({
    ttftMs: duration(v),
    interTokenMs: duration(v),
    tokens: v.optional(
      v.union([
        v.pipe(fromOne(v), v.maxValue(mostTokens, `tokens up to ${mostTokens}`)),
        v.strictObject({ median: fromOne(v), sigma: factor(v) }),
        samplesOf(v, fromOne(v)),
      ]),
    ),
    countsPrompt: v.optional(v.boolean()),
    slowdown: v.optional(v.strictObject({ from: fromOne(v), perExtra: factor(v) })),
  }),
  arbitrary: (fc) => {
    const durationUpTo = (mostMs: number) =>
      fc.oneof(
        fc.nat(mostMs),
        fc.record({ medianMs: fc.nat(mostMs), sigma: fc.constantFrom(0, 0.5, 1) }, { noNullPrototype: true }),
        fc.record({ empirical: fc.array(fc.nat(mostMs), { minLength: 1, maxLength: 5 }) }, { noNullPrototype: true }),
      )
    return fc.record(
      {
        ttftMs: durationUpTo(1_000),
        interTokenMs: durationUpTo(50),
        tokens: fc.integer({ min: 1, max: 20 }),
        slowdown: fc.record(
          { from: fc.integer({ min: 1, max: 4 }), perExtra: fc.constantFrom(0, 0.5, 2) },
          { noNullPrototype: true },
        ),
      },
      { requiredKeys: ['ttftMs', 'interTokenMs'], noNullPrototype: true },
    )
  },
  plan({ ttftMs, interTokenMs, tokens = usualTokens, countsPrompt = false, slowdown }, exchange) {
    const { maxTokens, promptTokens, randomFor } = exchange
    const wanted = Math.min(mostTokens, Math.max(1, Math.round(draw(tokens, randomFor('pace tokens')))))
    const allowed = maxTokens === 0 ? Infinity : maxTokens
    const slower = slowness(slowdown, exchange)
    const span = (of: Duration, random: () => number) => Math.min(longestMs, draw(inNumbers(of), random) * slower)
    return {
      tokens: Math.min(wanted, allowed),
      ...(countsPrompt ? { promptTokens } : {}),
      firstTokenMs: span(ttftMs, randomFor('pace first token')),
      gapsMs: () => {
        const random = randomFor('pace gaps')
        return () => span(interTokenMs, random)
      },
      finishReason: wanted > allowed ? 'length' : 'stop',
    }
  },
  apply: (_options, _exchange, next) => next(),
})

function slowness(slowdown: PaceOptions['slowdown'], { inFlight }: Exchange): number {
  if (slowdown === undefined) return 1
  return 1 + slowdown.perExtra * Math.max(0, inFlight + 1 - slowdown.from)
}

function inNumbers(of: Duration): Distribution {
  return typeof of === 'object' && 'medianMs' in of ? { median: of.medianMs, sigma: of.sigma } : of
}
