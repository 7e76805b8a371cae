import { pace, usage } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario, type Scenario } from '../scenario.ts'
import { attemptAtMostUsd, maxTokens, money } from './prices.ts'

const hedged = (stream: boolean): Scenario =>
  defineScenario({
    name: stream ? 'cost-hedge-stream' : 'cost-hedge',
    family: 'money',
    requirement: 'The attempt that lost a race may be billed: it is in the most that the call can have cost, once.',
    source: 'Dean, Barroso, The Tail at Scale: hedged requests',
    strength: 'must',
    upstream: {
      models: {
        'deepseek-chat': [always(usage({})), always(pace({ ttftMs: 250, interTokenMs: 5, tokens: 8 }))],
        'moonshot-v1-8k': [always(usage({}))],
      },
    },
    load: sequential({ calls: 3 }),
    caller: { maxTokens, stream },
    expect: {
      ...quick,
      ...money,
      attemptAtMostUsd,
      hedge: { afterMs: 60, maxHedges: 1 },
      answeredAtLeast: 1,
    },
    exercises: ['cost-adds-up', 'answers-as-expected'],
  })

export const costHedge = [hedged(false), hedged(true)]
