import { limitData, pace, usage } from '../../faults/catalogue/index.ts'
import { always, type Rule } from '../../faults/index.ts'
import { burst, constant, sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario, type Scenario } from '../scenario.ts'
import { attemptAtMostUsd, maxTokens, money } from './prices.ts'

type Changes = Pick<Scenario, 'name' | 'requirement' | 'load' | 'instances'> & {
  readonly rules?: readonly Rule[]
  readonly budgetUsd?: string
}

/** Each answer costs about 0.00013 USD, and seven times that is put aside for it: the budget has room for some ten. */
const spent = ({ rules = [], budgetUsd = '0.0021', ...changes }: Changes): Scenario =>
  defineScenario({
    family: 'money',
    source: 'litellm budgets; measured: "stop when spent >= cap" overshot five times at 256 calls at once',
    strength: 'must',
    upstream: {
      models: {
        'deepseek-chat': [...rules, always(usage({})), always(pace({ ttftMs: 1, interTokenMs: 0, tokens: 40 }))],
      },
    },
    caller: { maxTokens },
    expect: { ...quick, ...money, budgetUsd, attemptAtMostUsd },
    exercises: ['budget-kept', 'cost-adds-up'],
    ...changes,
  })

export const budgets = [
  spent({
    name: 'budget-spent',
    requirement:
      'Calls are answered until the next one could exceed the budget; then they fail before anything is sent.',
    load: sequential({ calls: 40 }),
  }),
  spent({
    name: 'budget-burst',
    requirement:
      'Many calls at once spend no more than one after the other: what is under way counts before it is paid.',
    load: burst({ calls: 40 }),
  }),
  spent({
    name: 'budget-cut',
    requirement:
      'Of an answer that was cut the worst is taken: the budget does not get back what may have been billed.',
    rules: [always(limitData({ bytes: 60 }))],
    load: sequential({ calls: 20 }),
    budgetUsd: '0.0011',
  }),
  spent({
    name: 'budget-fleet',
    requirement: 'Each process keeps its own budget.',
    instances: 3,
    load: constant({ calls: 90, everyMs: 10 }),
  }),
]
