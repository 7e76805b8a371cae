import { status } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const param400 = defineScenario({
  name: 'param-400',
  family: 'request',
  requirement: 'A request that is wrong stays wrong: it is sent once and the caller is told.',
  source: 'RFC 9110 section 15.5.1; litellm #23546 retried a 400 hundreds of times a second',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(status({ status: 400 }))], 'moonshot-v1-8k': [always(status({ status: 400 }))] },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtMost: 0 },
  exercises: ['no-retry-after-terminal', 'attempts-bounded', 'no-wait-after-last-attempt'],
})
