import { providerError, providers, type Provider } from '../../protocol/providerErrors.ts'
import { jsonSteps } from '../answer.ts'
import { defineFault, type Exchange } from '../fault.ts'
import type { Passage } from '../memory.ts'
import { fromOne, provider as anyProvider } from '../optionKinds.ts'
import { windows, type Limits } from '../quota/limits.ts'
import { headerFamilies, quotaHeaders, type HeaderFamily } from '../quota/quotaHeaders.ts'
import { freshQuota, quotaAfter, quotaReleased, refusedForMs, type QuotaState } from '../quota/quotaState.ts'
import { refusalOf } from '../quota/refusalOf.ts'
import { refusalBody } from '../quota/refusalWords.ts'
import { standingsOf } from '../quota/standing.ts'
import { renderWait, retryAfterForms } from '../retryAfter.ts'
import type { Step } from '../steps.ts'

export interface QuotaOptions extends Limits {
  /** Models that name the same pool share one quota: that of a key, or of an organisation. Each has its own unless set. */
  readonly pool?: string
  /** In whose headers each answer says how the quota stands; `openai` unless set. */
  readonly headers?: HeaderFamily
  /** How a refusal writes the wait, `seconds` unless set; with `none` only the headers above tell it. */
  readonly rendering?: (typeof retryAfterForms)[number] | 'none'
  readonly provider?: Provider
}

const forms = [...retryAfterForms, 'none'] as const

export const quota = defineFault<QuotaOptions, QuotaState>({
  type: 'quota',
  doc:
    'Refuses with 429 what is more than `rpm`, `tpm`, `rpd` or `concurrency` allow, and says in its headers how the ' +
    'quota stands.',
  source:
    'OpenAI rate limits guide (headers; failed requests count); Azure OpenAI quota page: prompt and max_tokens are counted ' +
    'when a request comes, and not corrected afterwards; kimi-cc#16: a whole organisation shares one.',
  options: (v) => ({
    rpm: v.optional(fromOne(v)),
    tpm: v.optional(fromOne(v)),
    rpd: v.optional(fromOne(v)),
    concurrency: v.optional(fromOne(v)),
    window: v.optional(v.picklist(windows)),
    countsRejected: v.optional(v.boolean()),
    pool: v.optional(v.string()),
    headers: v.optional(v.picklist(headerFamilies)),
    rendering: v.optional(v.picklist(forms)),
    provider: anyProvider(v),
  }),
  arbitrary: (fc) =>
    fc
      .record({
        limits: fc.oneof(
          fc.record(
            {
              rpm: fc.integer({ min: 1, max: 10 }),
              tpm: fc.integer({ min: 20, max: 500 }),
              rpd: fc.integer({ min: 1, max: 40 }),
              concurrency: fc.integer({ min: 1, max: 4 }),
              window: fc.constantFrom(...windows),
              countsRejected: fc.boolean(),
            },
            { requiredKeys: [] },
          ),
          // Who shares a pool has to agree on its limits.
          fc.constantFrom(
            { pool: 'organisation', concurrency: 1 },
            { pool: 'key', rpm: 5, window: 'sliding' as const },
          ),
        ),
        shown: fc.record(
          {
            headers: fc.constantFrom(...headerFamilies),
            rendering: fc.constantFrom(...forms),
            provider: fc.constantFrom(...providers),
          },
          { requiredKeys: [] },
        ),
      })
      .map(({ limits, shown }) => ({ ...limits, ...shown })),
  memory: {
    sharedAs: ({ pool }) => pool,
    initial: freshQuota,
    refusedForMs,
    after: quotaAfter,
    released: quotaReleased,
  },
  apply(options, exchange, next, passage) {
    const passes = passage.admitted || refusalOf(options, exchange, passage) === undefined
    return passes ? told(next(), options, exchange, passage) : refused(options, exchange, passage)
  },
})

/**
 * Only an answer that is well tells how the quota stands: "0 remaining, reset in 40 s" beside another fault's error would
 * ask for a wait that this fault never meant.
 */
function told(
  steps: Iterable<Step>,
  { headers = 'openai' }: QuotaOptions,
  exchange: Exchange,
  { state, admitted }: Passage<QuotaState>,
): Iterable<Step> {
  if (headers === 'none') return steps
  const standing = quotaHeaders(headers, standingsOf(state, exchange, admitted), exchange.epochMs)
  // "r=0" asks whoever reads it to stay away until the reset, beside a good answer too: a judge must know why he does.
  const asked = headers === 'ietf' && standing.askedMs !== undefined ? { waitMs: standing.askedMs } : {}
  const toldBy = (step: Step): Step =>
    step.do === 'head' && step.truth.class === 'ok'
      ? { ...step, truth: { ...step.truth, ...asked }, headers: { ...step.headers, ...standing.headers } }
      : step
  return Array.isArray(steps) ? steps.map(toldBy) : eachOf(steps, toldBy)
}

function* eachOf(steps: Iterable<Step>, change: (step: Step) => Step): Iterable<Step> {
  for (const step of steps) yield change(step)
}

/**
 * A wait is asked for where time alone brings the place back. What will never fit is, in OpenAI's words, no matter of
 * patience at all: "Request too large".
 */
function refused(options: QuotaOptions, exchange: Exchange, passage: Passage<QuotaState>): Iterable<Step> {
  const { headers = 'openai', rendering = 'seconds', provider = 'openai' } = options
  const refusal = refusalOf(options, exchange, passage)!
  const standing = quotaHeaders(headers, standingsOf(passage.state, exchange, false), exchange.epochMs)
  const waitMs = passage.refusedForMs
  const asked =
    rendering === 'none' || waitMs === 0 || waitMs === Infinity
      ? { headers: {}, waitMs: standing.askedMs }
      : renderWait(waitMs, rendering, exchange.epochMs)
  return jsonSteps(
    providerError(provider, 'rateLimit').status,
    refusalBody(provider, refusal),
    {
      class: provider === 'openai' && refusal.waitMs === Infinity ? 'context_length' : 'rate_limited',
      ...(asked.waitMs === undefined ? {} : { waitMs: asked.waitMs }),
      quota: refusal.quota,
    },
    { ...standing.headers, ...asked.headers },
  )
}
