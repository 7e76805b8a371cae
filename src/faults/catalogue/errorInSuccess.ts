import { providerError, providers, type Provider, type ProviderErrorName } from '../../protocol/providerErrors.ts'
import type { ErrorClass } from '../../protocol/errorClass.ts'
import { fixedSteps } from '../answer.ts'
import { defineFault } from '../fault.ts'
import { provider as anyProvider } from '../optionKinds.ts'

const classOf = {
  overloaded: 'overloaded',
  rateLimit: 'rate_limited',
  quotaExhausted: 'quota_exhausted',
} as const satisfies Partial<Record<ProviderErrorName, ErrorClass>>
type Error200 = keyof typeof classOf

export const errorInSuccess = defineFault<{ error?: Error200; provider?: Provider }>({
  type: 'errorInSuccess',
  doc: 'Answers HTTP 200 whose body is an error object.',
  source: 'OpenRouter error page; MiniMax base_resp. 24 of 33 clients measured take it for an answer.',
  options: (v) => ({
    error: v.optional(v.picklist(['overloaded', 'rateLimit', 'quotaExhausted'])),
    provider: anyProvider(v),
  }),
  arbitrary: (fc) =>
    fc.record({
      error: fc.constantFrom('overloaded', 'rateLimit', 'quotaExhausted'),
      provider: fc.constantFrom(...providers),
    }),
  apply({ error = 'overloaded', provider = 'openai' }) {
    return fixedSteps(200, providerError(provider, error).body, { class: classOf[error] })
  },
})
