import { latency } from '../../faults/catalogue/index.ts'
import { always, during } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const brownout = defineScenario({
  name: 'brownout',
  family: 'outage',
  requirement:
    'A model that becomes slow without an error loses its traffic: late calls are answered by another, and slow answers count against it.',
  source: 'Buildkite/Bifrost game day; resilience4j: slow call rate; Dean and Barroso 2013: hedged requests',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [during(3_000, 600_000, latency({ delayMs: 7_700 })), always(latency({ delayMs: 300 }))],
      'moonshot-v1-8k': [always(latency({ delayMs: 300 }))],
      'abab6-chat': [always(latency({ delayMs: 300 }))],
    },
  },
  load: constant({ calls: 400, everyMs: 125 }),
  // Who waits for the slow model alone is too late; who asks it first for ever soon has no budget for hedges left.
  expect: {
    ...standard,
    deadlineMs: 5_000,
    slowCallMs: 2_000,
    hedge: { afterMs: 2_500, maxHedges: 1 },
    answeredAtLeast: 0.95,
  },
  exercises: ['answers-as-expected', 'every-call-settles', 'nothing-left-behind'],
})
