import { providerError, providers, type Provider } from '../../protocol/providerErrors.ts'
import { fixedSteps } from '../answer.ts'
import { defineFault } from '../fault.ts'
import { provider as anyProvider } from '../optionKinds.ts'

export const overloaded = defineFault<{ provider?: Provider }>({
  type: 'overloaded',
  doc: 'Too busy, in the words of a provider: 503 or 429.',
  source: 'OpenAI 503 server_is_overloaded; Kimi engine_overloaded_error (kimi-cli#2209).',
  options: (v) => ({ provider: anyProvider(v) }),
  arbitrary: (fc) => fc.record({ provider: fc.constantFrom(...providers) }),
  apply({ provider = 'openai' }) {
    const { status, body } = providerError(provider, 'overloaded')
    return fixedSteps(status, body, { class: 'overloaded' })
  },
})
