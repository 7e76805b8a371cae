import { providerError, providers, type Provider } from '../../protocol/providerErrors.ts'
import { fixedSteps } from '../answer.ts'
import { defineFault } from '../fault.ts'
import { provider as anyProvider } from '../optionKinds.ts'

export const keyRequired = defineFault<{ provider?: Provider }>({
  type: 'keyRequired',
  doc: 'Refuses the request unless `Authorization` is `Bearer`, one space and a key, and nothing else.',
  source: 'RFC 6750 section 2.1; keys read from files end in a line break, and the tutorial strips its own.',
  options: (v) => ({ provider: anyProvider(v) }),
  arbitrary: (fc) => fc.record({ provider: fc.constantFrom(...providers) }),
  apply({ provider = 'openai' }, { bearsKey }, next) {
    if (bearsKey) return next()
    const { status, body } = providerError(provider, 'invalidApiKey')
    return fixedSteps(status, body, { class: 'auth' })
  },
})
