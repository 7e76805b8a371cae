import { noHeaders } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const headersTimeoutEverywhere = defineScenario({
  name: 'headers-timeout-everywhere',
  family: 'transport',
  requirement: 'When nobody ever answers, the deadline ends the call.',
  source: 'gRPC: deadlines; the tutorial waits 30 s per model and has no deadline',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(noHeaders({}))], 'moonshot-v1-8k': [always(noHeaders({}))] },
  },
  load: sequential({ calls: 1 }),
  expect: { ...quick, deadlineMs: 1_100, answeredAtMost: 0 },
  exercises: ['deadline-kept', 'every-call-settles', 'no-wait-after-last-attempt'],
})
