import { noHeaders } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const headersTimeout = defineScenario({
  name: 'headers-timeout',
  family: 'transport',
  requirement: 'Headers that never come are given up when their own limit has passed, and another model answers.',
  source: 'undici waits 300 s by default; provider incidents',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(noHeaders({}))], 'moonshot-v1-8k': [] },
  },
  load: sequential({ calls: 1 }),
  expect: { ...quick, maxAttemptsPerEndpoint: 2, answeredAtLeast: 1 },
  exercises: ['time-limits-kept', 'attempts-bounded', 'every-call-settles', 'answers-as-expected'],
})
