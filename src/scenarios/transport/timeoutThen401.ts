import { invalidApiKey, noHeaders } from '../../faults/catalogue/index.ts'
import { first, always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const timeoutThen401 = defineScenario({
  name: 'timeout-then-401',
  family: 'transport',
  requirement: 'What comes after a time-out is read like anything else: a 401 is no answer.',
  source: 'The tutorial returns success after a time-out, whatever the status',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [first(1, noHeaders({})), always(invalidApiKey({}))] },
  },
  load: sequential({ calls: 1 }),
  expect: { ...quick, answeredAtMost: 0 },
  exercises: ['success-means-complete', 'dead-credential-not-reused', 'answers-as-expected'],
})
