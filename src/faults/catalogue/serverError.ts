import { providerError, providers, type Provider } from '../../protocol/providerErrors.ts'
import { fixedSteps } from '../answer.ts'
import { defineFault } from '../fault.ts'
import { provider as anyProvider } from '../optionKinds.ts'

export const serverError = defineFault<{ provider?: Provider }>({
  type: 'serverError',
  doc: 'An internal error in the words of a provider: 500, or 200 with a code in the body (MiniMax).',
  source: 'RFC 9110 section 15.6.1; DeepSeek: retry after a brief wait.',
  options: (v) => ({ provider: anyProvider(v) }),
  arbitrary: (fc) => fc.record({ provider: fc.constantFrom(...providers) }),
  apply({ provider = 'openai' }) {
    const { status, body } = providerError(provider, 'serverError')
    return fixedSteps(status, body, { class: 'server_error' })
  },
})
