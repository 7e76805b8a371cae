import { latency, rateLimit } from '../../faults/catalogue/index.ts'
import { always, first } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const oneInstanceLimited = defineScenario({
  name: 'fleet-one-instance-limited',
  family: 'fleet',
  requirement: 'A wait that one process was asked for binds all its calls, and no call of a process that nobody asked.',
  source: 'RFC 9110 section 10.2.3: the client that was told; litellm #7669',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [first(1, rateLimit({ retryAfterSeconds: 10 })), always(latency({ delayMs: 60 }))],
    },
  },
  load: constant({ calls: 100, everyMs: 200 }),
  instances: 5,
  expect: { ...standard, answeredAtLeast: 1 },
  exercises: ['retry-after-honoured', 'retry-after-binds-all-calls', 'answers-as-expected'],
})
