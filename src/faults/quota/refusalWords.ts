import type { QuotaName } from '../../history/index.ts'
import { providerError, type Provider } from '../../protocol/providerErrors.ts'
import { goDuration } from '../retryAfter.ts'

/** What a refusal may speak of. */
export interface Refusal {
  readonly model: string
  readonly quota: QuotaName
  readonly limit: number
  readonly used: number
  readonly requested: number
  /** 0 where no time is known, Infinity where the request is larger than the limit. */
  readonly waitMs: number
}

/** The body of a refusal in a provider's words; the numbers in them are the quota's own. */
export function refusalBody(provider: Provider, refusal: Refusal): unknown {
  if (provider === 'openai') return openAi(refusal)
  if (provider === 'kimi') return kimi(refusal)
  return providerError(provider, 'rateLimit').body
}

const perTime: Readonly<Record<QuotaName, string>> = {
  rpm: 'requests per min (RPM)',
  rpd: 'requests per day (RPD)',
  tpm: 'tokens per min (TPM)',
  concurrency: 'concurrent requests',
}

/** As in gpt-measured PR#608 and, for what will never fit, CodeBoarding#42. */
function openAi({ model, quota, limit, used, requested, waitMs }: Refusal): unknown {
  const where = `for ${model} in organization org-xxx on ${perTime[quota]}: Limit ${limit}`
  const page = 'Visit https://platform.openai.com/account/rate-limits to learn more.'
  const again = waitMs === 0 ? '' : ` Please try again in ${goDuration(waitMs)}.`
  const message =
    waitMs === Infinity
      ? `Request too large ${where}, Requested ${requested}. The input or output tokens must be reduced in order to run successfully. ${page}`
      : `Rate limit reached ${where}, Used ${used}, Requested ${requested}.${again} ${page}`
  const type = quota === 'tpm' ? 'tokens' : 'requests'
  return { error: { message, type, param: null, code: 'rate_limit_exceeded' } }
}

/** As in kimi-cc#16 and #41. It says "1 seconds" however long it then refuses: no more than a hint. */
function kimi({ quota, limit, used }: Refusal): unknown {
  const organization = 'Your account org-xxx<ak-xxx> request reached'
  const message =
    quota === 'tpm'
      ? `${organization} project TPM rate limit, current: ${used}, limit: ${limit}`
      : `${organization} max organization ${quota === 'concurrency' ? 'concurrency' : quota.toUpperCase()}: ${limit}, please try again after 1 seconds`
  return { error: { message, type: 'rate_limit_reached_error' } }
}
