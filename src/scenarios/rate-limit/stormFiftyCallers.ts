import { latency, rateLimit } from '../../faults/catalogue/index.ts'
import { always, during } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const storm = during(10_000, 40_000, rateLimit({ retryAfterSeconds: 5 }))

export const stormFiftyCallers = defineScenario({
  name: 'storm-window-fifty-callers',
  family: 'rate-limit',
  requirement:
    'When every model is limited for half a minute under the traffic of fifty callers, retries stay a small share of the calls, and nobody comes early.',
  source: 'AWS Builders Library and Google SRE book on retry budgets (not verified); the catalogue of scenarios',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [storm, always(latency({ delayMs: 2_000 }))],
      'moonshot-v1-8k': [storm, always(latency({ delayMs: 2_000 }))],
    },
  },
  // Fifty callers whose calls take two seconds.
  load: constant({ calls: 1_500, everyMs: 40 }),
  // What has piled up in half a minute comes back over eight seconds; over half a second it is thirty times the load.
  expect: {
    ...standard,
    answeredAtLeast: 0.9,
    amplificationAtMost: 1.1,
    retryPeak: { perMs: 1_000, ofOffered: 10 },
  },
  exercises: [
    'retry-after-honoured',
    'retry-after-binds-all-calls',
    'retry-amplification-bounded',
    'retry-peak-bounded',
    'attempts-bounded',
    'answers-as-expected',
  ],
})
