import { catalogue } from '../../../src/faults/index.ts'
import type { Case } from '../case.ts'
import { atOnce, json } from '../http.ts'
import { response } from '../response.ts'
import { worded } from '../worded.ts'

const { rateLimit } = catalogue

/** OpenAI's words for too many tokens per minute. */
const tooMany = {
  error: {
    message:
      'Rate limit reached for gpt-4-turbo-preview in organization org-xxx on tokens per min (TPM): Limit 300000, Used 286751, Requested 16144. Please try again in 579ms. Visit https://platform.openai.com/account/rate-limits to learn more.',
    type: 'tokens',
    param: null,
    code: 'rate_limit_exceeded',
  },
}

const asks = (options: Parameters<typeof rateLimit>[0], headers: Record<string, string>): Case =>
  response({ fault: rateLimit(options), pieces: atOnce(json(429, tooMany, headers)), ending: 'reuse' })

/** The wall clock stands at the beginning of 2026; each asks for seven seconds from there. */
export const waits = {
  rateLimit: [
    ...worded('rateLimit', (provider) => rateLimit({ provider })),
    asks({ retryAfterSeconds: 7 }, { 'retry-after': '7' }),
    asks({ waitMs: 6_500, rendering: 'fractional-seconds' }, { 'retry-after': '6.5' }),
    asks({ waitMs: 6_500, rendering: 'contradictory' }, { 'retry-after-ms': '6500', 'retry-after': '37' }),
    asks({ waitMs: 7_000, rendering: 'milliseconds' }, { 'retry-after-ms': '7000' }),
    asks({ waitMs: 7_000, rendering: 'imf-fixdate' }, { 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' }),
    asks(
      { waitMs: 7_000, rendering: 'imf-fixdate', clockSkewMs: 3_600_000 },
      { date: 'Thu, 01 Jan 2026 01:00:00 GMT', 'retry-after': 'Thu, 01 Jan 2026 01:00:07 GMT' },
    ),
    asks({ waitMs: 7_000, rendering: 'rfc850-date' }, { 'retry-after': 'Thursday, 01-Jan-26 00:00:07 GMT' }),
    asks({ waitMs: 7_000, rendering: 'asctime-date' }, { 'retry-after': 'Thu Jan  1 00:00:07 2026' }),
    asks(
      { waitMs: 7_000, rendering: 'ratelimit' },
      { 'ratelimit-policy': '"default";q=60;w=60', ratelimit: '"default";r=0;t=7' },
    ),
    asks(
      { waitMs: 7_000, rendering: 'reset-duration' },
      { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '7s' },
    ),
    asks(
      { waitMs: 7_000, rendering: 'reset-epoch' },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1767225607' },
    ),
    asks(
      { waitMs: 7_000, rendering: 'reset-iso' },
      { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '2026-01-01T00:00:07.000Z' },
    ),
    asks({ raw: '-5' }, { 'retry-after': '-5' }),
    asks({ raw: '' }, { 'retry-after': '' }),
  ],
}
