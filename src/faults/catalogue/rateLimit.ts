import { providerError, providers, type Provider } from '../../protocol/providerErrors.ts'
import { fixedSteps } from '../answer.ts'
import { defineFault } from '../fault.ts'
import { milliseconds, provider as anyProvider, seconds } from '../optionKinds.ts'
import { renderings, renderWait, type Rendering } from '../retryAfter.ts'

/** How a throttled answer asks for patience. Nothing given: a 429 without any hint. */
export interface RateLimitOptions {
  retryAfterSeconds?: number
  /** For waits below or between whole seconds; goes before `retryAfterSeconds`. */
  waitMs?: number
  /** Defaults to `seconds`. */
  rendering?: Rendering
  /** A Retry-After value sent as it stands (garbage, negative, huge); the answer then counts as asking for no wait. */
  raw?: string
  /** The upstream's clock is ahead by so much: its dates are, and so is the `Date` that stands beside them. */
  clockSkewMs?: number
  provider?: Provider
}

export const rateLimit = defineFault<RateLimitOptions>({
  type: 'rateLimit',
  doc: 'Answers 429 in the words of a provider, asking for a wait in any of the forms in use.',
  source: 'RFC 6585 section 4; RFC 9110 section 10.2.3; vercel/ai and openai-node retried before the time asked.',
  options: (v) => ({
    retryAfterSeconds: v.optional(seconds(v)),
    waitMs: v.optional(milliseconds(v)),
    rendering: v.optional(v.picklist(renderings)),
    raw: v.optional(v.string()),
    clockSkewMs: v.optional(
      v.pipe(
        v.number(),
        v.minValue(-86_400_000, 'milliseconds from minus a day'),
        v.maxValue(86_400_000, 'milliseconds up to a day'),
      ),
    ),
    provider: anyProvider(v),
  }),
  arbitrary: (fc) =>
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          waitMs: fc.integer({ min: 1, max: 90_000 }),
          rendering: fc.constantFrom(...renderings),
        }),
      },
      // 25 days, of which a timer of 32 bits makes 1 ms; and a year.
      { weight: 1, arbitrary: fc.record({ retryAfterSeconds: fc.constantFrom(2_147_484, 31_536_000) }) },
      {
        weight: 6,
        arbitrary: fc.record({ raw: fc.constantFrom('abc', '-5', '', 'NaN', '1e400', '99999999999999') }),
      },
      { weight: 5, arbitrary: fc.record({ provider: fc.constantFrom(...providers) }) },
    ),
  apply({ retryAfterSeconds, waitMs, rendering = 'seconds', raw, clockSkewMs, provider = 'openai' }, exchange) {
    const { status, body } = providerError(provider, 'rateLimit')
    const wantedMs = waitMs ?? (retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1000)
    if (raw !== undefined) return fixedSteps(status, body, { class: 'rate_limited' }, { 'retry-after': raw })
    if (wantedMs === undefined) return fixedSteps(status, body, { class: 'rate_limited' })
    const ownEpochMs = exchange.epochMs + (clockSkewMs ?? 0)
    const asked = renderWait(wantedMs, rendering, ownEpochMs)
    const headers =
      clockSkewMs === undefined ? asked.headers : { date: new Date(ownEpochMs).toUTCString(), ...asked.headers }
    return fixedSteps(status, body, { class: 'rate_limited', waitMs: asked.waitMs }, headers)
  },
})
