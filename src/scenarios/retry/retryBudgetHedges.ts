import { latency } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const retryBudgetHedges = defineScenario({
  name: 'retry-budget-hedges',
  family: 'retry',
  requirement: 'When a model is slow for everybody, hedges stay within the budget: they do not double the load.',
  source: 'Dean and Barroso, The Tail at Scale: hedged requests are limited to a few per cent; gRFC A6',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [always(latency({ delayMs: 80 }))],
      'moonshot-v1-8k': [always(latency({ delayMs: 80 }))],
    },
  },
  load: constant({ calls: 80, everyMs: 40 }),
  expect: {
    ...quick,
    retryBudget: { ratio: 0.1, floorPerSecond: 0.5 },
    hedge: { afterMs: 20, maxHedges: 1 },
    answeredAtLeast: 1,
  },
  exercises: ['retry-budget-kept', 'answers-as-expected'],
  // On sockets nobody sees whether another request of the call was still open.
  worlds: ['virtual'],
})
