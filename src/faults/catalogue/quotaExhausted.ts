import { providerError, providers, type Provider } from '../../protocol/providerErrors.ts'
import { fixedSteps } from '../answer.ts'
import { defineFault } from '../fault.ts'
import { provider as anyProvider } from '../optionKinds.ts'

export const quotaExhausted = defineFault<{ provider?: Provider }>({
  type: 'quotaExhausted',
  doc: 'The money is gone: 429, 402 or 200 by provider; waiting never helps.',
  source: 'OpenAI: "retrying will not restore access"; 22 of 33 clients measured retry it.',
  options: (v) => ({ provider: anyProvider(v) }),
  arbitrary: (fc) => fc.record({ provider: fc.constantFrom(...providers) }),
  apply({ provider = 'openai' }) {
    const { status, body } = providerError(provider, 'quotaExhausted')
    return fixedSteps(status, body, { class: 'quota_exhausted' })
  },
})
