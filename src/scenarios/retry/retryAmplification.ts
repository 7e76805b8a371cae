import { serverError } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const retryAmplification = defineScenario({
  name: 'retry-amplification',
  family: 'retry',
  requirement: 'Retries and fallbacks share one bound for the call: it is a sum, not a product of layers.',
  source: 'litellm #19985: every fallback started the retries anew; gfargo/coco PR #1813: 7 times 4 requests',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [always(serverError({}))],
      'moonshot-v1-8k': [always(serverError({}))],
      'abab6-chat': [always(serverError({}))],
    },
  },
  load: sequential({ calls: 1 }),
  expect: { ...quick, maxAttemptsPerCall: 5, answeredAtMost: 0 },
  exercises: [
    'attempts-bounded',
    'no-wait-after-last-attempt',
    'answers-as-expected',
    'idempotency-key-kept',
    'one-retrying-layer',
    'failure-says-why',
  ],
})
