import { providerError, providers, type Provider } from '../../protocol/providerErrors.ts'
import { fixedSteps } from '../answer.ts'
import { defineFault } from '../fault.ts'
import { provider as anyProvider } from '../optionKinds.ts'

export const invalidApiKey = defineFault<{ provider?: Provider }>({
  type: 'invalidApiKey',
  doc: 'Refuses the key in the words of a provider: 401, or 200 with a code in the body (MiniMax).',
  source: 'RFC 9110 section 15.5.2; litellm #7091 looped for ever between two dead keys.',
  options: (v) => ({ provider: anyProvider(v) }),
  arbitrary: (fc) => fc.record({ provider: fc.constantFrom(...providers) }),
  apply({ provider = 'openai' }) {
    const { status, body } = providerError(provider, 'invalidApiKey')
    return fixedSteps(status, body, { class: 'auth' })
  },
})
