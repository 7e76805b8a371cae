import { latency, rateLimit } from '../../faults/catalogue/index.ts'
import { always, during } from '../../faults/index.ts'
import { burst } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const sharedRetryAfter = defineScenario({
  name: 'fleet-shared-retry-after',
  family: 'fleet',
  requirement: 'Processes that were asked to stay away for the same five seconds do not come back in the same second.',
  source: 'RFC 9110 section 10.2.3 names the least wait; Envoy adds up to half of a reset to it',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [during(0, 3_000, rateLimit({ retryAfterSeconds: 5 })), always(latency({ delayMs: 60 }))],
    },
  },
  load: burst({ calls: 200 }),
  instances: 200,
  // Over two seconds and a half: two fifths of them a second, give or take seven.
  expect: {
    ...standard,
    answeredAtLeast: 1,
    amplificationAtMost: 2,
    retryPeak: { perMs: 1_000, ofOffered: 0.6 },
  },
  exercises: [
    'retry-after-honoured',
    'retries-spread',
    'retry-peak-bounded',
    'retry-amplification-bounded',
    'answers-as-expected',
  ],
})
