import { providerError, providers, type Provider } from '../../protocol/providerErrors.ts'
import { fixedSteps } from '../answer.ts'
import { defineFault } from '../fault.ts'
import { provider as anyProvider } from '../optionKinds.ts'

export const modelNotFound = defineFault<{ provider?: Provider }>({
  type: 'modelNotFound',
  doc: 'The model does not exist or this key may not use it.',
  source: 'OpenAI and Kimi error pages: fix the request, or use another model.',
  options: (v) => ({ provider: anyProvider(v) }),
  arbitrary: (fc) => fc.record({ provider: fc.constantFrom(...providers) }),
  apply({ provider = 'openai' }) {
    const { status, body } = providerError(provider, 'modelNotFound')
    return fixedSteps(status, body, { class: 'not_found' })
  },
})
