import { latency, overloaded } from '../../faults/catalogue/index.ts'
import { always, first } from '../../faults/index.ts'
import { burst } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const instances = 200

export const thunderingHerd = defineScenario({
  name: 'fleet-thundering-herd',
  family: 'fleet',
  requirement: 'Processes that failed at one instant come back spread over the whole of their backoff.',
  source:
    'AWS Architecture Blog 2015: exponential backoff and jitter; Go before 1.20: every process drew the same numbers',
  strength: 'should',
  upstream: { models: { 'deepseek-chat': [first(instances, overloaded({})), always(latency({ delayMs: 60 }))] } },
  load: burst({ calls: instances }),
  instances,
  // A tenth of a second is a fifth of the first backoff: forty of them, give or take six.
  expect: {
    ...standard,
    answeredAtLeast: 1,
    amplificationAtMost: 2,
    retryPeak: { perMs: 100, ofOffered: 0.4 },
  },
  exercises: [
    'retries-spread',
    'backoff-in-envelope',
    'retry-peak-bounded',
    'retry-amplification-bounded',
    'answers-as-expected',
  ],
})
