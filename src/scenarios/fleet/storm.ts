import { latency, rateLimit } from '../../faults/catalogue/index.ts'
import { always, during } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const limited = during(10_000, 40_000, rateLimit({ retryAfterSeconds: 5 }))

export const fleetStorm = defineScenario({
  name: 'fleet-storm',
  family: 'fleet',
  requirement:
    'Both models limited for half a minute: ten processes do not make a storm of their own, and what they piled up comes back slowly.',
  source: 'AWS Builders’ Library and Google SRE book on retry budgets; the catalogue of scenarios, storm-window',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [limited, always(latency({ delayMs: 500 }))],
      'moonshot-v1-8k': [limited, always(latency({ delayMs: 500 }))],
    },
  },
  load: constant({ calls: 700, everyMs: 100 }),
  instances: 10,
  // What waits for thirty seconds comes back over eight: at most some seven times the usual load, and not all in one second.
  expect: {
    ...standard,
    answeredAtLeast: 0.95,
    amplificationAtMost: 2,
    retryPeak: { perMs: 1_000, ofOffered: 8 },
    outage: { fromMs: 10_000, toMs: 40_000, recoversWithinMs: 10_000 },
  },
  exercises: [
    'retry-after-honoured',
    'retry-after-binds-all-calls',
    'retry-amplification-bounded',
    'retry-peak-bounded',
    'recovers-after-outage',
    'answers-as-expected',
  ],
})
