import { connectionRefused } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const netRefused = defineScenario({
  name: 'net-refused',
  family: 'transport',
  requirement: 'Where nothing listens, the next origin is asked at once.',
  source: 'RFC 9110 section 9.2.2: surely not processed',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [], 'moonshot-v1-8k': [] },
    origins: {
      gateway: { serves: ['deepseek-chat'], rules: [always(connectionRefused({}))] },
      backup: { serves: ['moonshot-v1-8k'] },
    },
  },
  load: sequential({ calls: 3 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['answers-as-expected', 'every-call-settles'],
})
