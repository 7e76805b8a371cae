import { status } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const classifyWrappedCause = defineScenario({
  name: 'classify-wrapped-cause',
  family: 'retry',
  requirement:
    'Whoever wraps an error keeps its status: by that alone a request that can never work is told from one that may.',
  source: 'langchainjs #11339: the wrapper dropped the status, and a 400 was retried for a quarter of an hour',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(status({ status: 422 }))] },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, failsWith: { errorClass: 'invalid_request', status: 422 }, answeredAtMost: 0 },
  exercises: ['failure-says-why', 'no-retry-after-terminal', 'no-wait-after-last-attempt'],
})
