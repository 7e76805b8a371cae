import { rateLimit } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const allopenHint = defineScenario({
  name: 'allopen-hint',
  family: 'cooldown',
  requirement:
    'While every endpoint asks to be left alone a call fails at once, and its error says when the first of them opens.',
  source: 'litellm #27823, PR #30098: the error of an all-cooling router carried no Retry-After',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [always(rateLimit({ retryAfterSeconds: 30 }))],
      'moonshot-v1-8k': [always(rateLimit({ retryAfterSeconds: 60 }))],
    },
  },
  load: sequential({ calls: 3, pauseMs: 300 }),
  expect: { ...quick, failsWith: { errorClass: 'rate_limited', retryAt: true }, answeredAtMost: 0 },
  exercises: [
    'all-open-fails-fast',
    'failure-says-why',
    'retry-after-binds-all-calls',
    'no-wait-after-last-attempt',
    'answers-as-expected',
  ],
})
