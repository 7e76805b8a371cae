import { serverError } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const nestedRetries = defineScenario({
  name: 'nested-retries',
  family: 'server-error',
  requirement:
    'Four attempts in all are four requests: retries of a library, of the client and of each model do not multiply.',
  source: 'openai-cookbook#2812; gfargo/coco PR#1813: 7 x 4 = 28 requests; litellm #19985',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [always(serverError({ provider: 'deepseek' }))],
      'moonshot-v1-8k': [always(serverError({ provider: 'kimi' }))],
      'abab6-chat': [always(serverError({ provider: 'minimax' }))],
    },
  },
  load: sequential({ calls: 2, pauseMs: 50 }),
  expect: { ...quick, maxAttemptsPerCall: 4, maxAttemptsPerEndpoint: 3, answeredAtMost: 0 },
  exercises: [
    'attempts-bounded',
    'no-wait-after-last-attempt',
    'answers-as-expected',
    'idempotency-key-kept',
    'one-retrying-layer',
    'failure-says-why',
  ],
})
