import { pace, usage } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'
import { maxTokens, money } from './prices.ts'

export const wastedHedges = defineScenario({
  name: 'wasted-hedges',
  family: 'money',
  requirement: 'Who asks twice where nothing is late pays twice: a hedge waits for its time.',
  source: 'Dean, Barroso, The Tail at Scale: hedges after the 95th percentile add 5 % of load',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [always(usage({})), always(pace({ ttftMs: 60, interTokenMs: 5, tokens: 8 }))],
      'moonshot-v1-8k': [always(usage({})), always(pace({ ttftMs: 60, interTokenMs: 5, tokens: 8 }))],
    },
  },
  load: constant({ calls: 20, everyMs: 50 }),
  caller: { maxTokens, stream: true },
  expect: { ...quick, ...money, hedge: { afterMs: 300, maxHedges: 1 }, wasteAtMost: 0.05, answeredAtLeast: 1 },
  exercises: ['waste-bounded', 'answers-as-expected'],
})
