import { status } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { burst } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const herdJitter = defineScenario({
  name: 'herd-jitter',
  family: 'retry',
  requirement: 'Calls that failed at one instant do not come back at one instant: every wait is drawn anew.',
  source: 'Portkey gateway #1404, PR #1667: without jitter the 95th and 99th percentile grew',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [first(30, status({ status: 409 }))] },
  },
  load: burst({ calls: 30 }),
  expect: { ...quick, backoff: { initialMs: 400, capMs: 400 }, answeredAtLeast: 1 },
  exercises: ['backoff-in-envelope', 'attempts-bounded', 'answers-as-expected'],
})
