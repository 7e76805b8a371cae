import { limitData, usage } from '../../faults/catalogue/index.ts'
import { always, first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario, type Scenario } from '../scenario.ts'
import { maxTokens, money } from './prices.ts'

const cutBefore = (stream: boolean): Scenario =>
  defineScenario({
    name: stream ? 'cost-cut-stream' : 'cost-cut',
    family: 'money',
    requirement: 'An answer that was cut may be billed in full: the most that a call can have cost holds it too.',
    source:
      'litellm combine_usage: usage is the last attempt’s alone; what a provider generated before the cut it bills',
    strength: 'must',
    upstream: {
      models: {
        'deepseek-chat': [first(2, limitData({ bytes: stream ? 250 : 60 })), always(usage({ reasoning: 4 }))],
        'moonshot-v1-8k': [always(usage({}))],
      },
    },
    load: sequential({ calls: 3 }),
    caller: { maxTokens, stream },
    expect: { ...quick, ...money, answeredAtLeast: 1 },
    exercises: ['cost-adds-up', 'answers-as-expected'],
  })

export const costCut = [cutBefore(false), cutBefore(true)]
