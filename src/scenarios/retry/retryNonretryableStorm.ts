import { status } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { burst } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const retryNonretryableStorm = defineScenario({
  name: 'retry-nonretryable-storm',
  family: 'retry',
  requirement: 'A request that is wrong is sent once by each caller, however many they are.',
  source: 'litellm #23546: a 400 was retried hundreds of times a second',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(status({ status: 400 }))], 'moonshot-v1-8k': [always(status({ status: 400 }))] },
  },
  load: burst({ calls: 8 }),
  expect: { ...quick, failsWith: { errorClass: 'invalid_request', status: 400 }, answeredAtMost: 0 },
  exercises: ['no-retry-after-terminal', 'attempts-bounded', 'failure-says-why'],
})
