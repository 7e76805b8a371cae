import { latency, overloaded } from '../../faults/catalogue/index.ts'
import { always, during } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const outageRecovery = defineScenario({
  name: 'fleet-outage-recovery',
  family: 'fleet',
  requirement:
    'Half a minute in which the only model is down: retries stay a part of the load, and soon after it all calls go well again.',
  source: 'Bronson et al., HotOS 2021: metastable failures; Google SRE book, chapter 22',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [during(10_000, 40_000, overloaded({})), always(latency({ delayMs: 300 }))],
    },
  },
  load: constant({ calls: 750, everyMs: 80 }),
  instances: 25,
  // An open circuit asks again after fifteen seconds.
  expect: {
    ...standard,
    amplificationAtMost: 1.5,
    retryPeak: { perMs: 1_000, ofOffered: 3 },
    outage: { fromMs: 10_000, toMs: 40_000, recoversWithinMs: 16_000 },
  },
  exercises: ['recovers-after-outage', 'retry-amplification-bounded', 'retry-peak-bounded'],
})
