import { overloaded } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const alwaysUnavailableBudget = defineScenario({
  name: 'always-503-budget',
  family: 'server-error',
  requirement:
    'Under steady traffic with nobody to answer, each call ends within its ten seconds and its attempts, and none waits in vain.',
  source: 'gRPC A6; Google SRE book: retry budgets and deadlines',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [always(overloaded({ provider: 'deepseek' }))],
      'moonshot-v1-8k': [always(overloaded({ provider: 'kimi' }))],
    },
  },
  load: constant({ calls: 80, everyMs: 250 }),
  expect: { ...standard, deadlineMs: 10_000, answeredAtMost: 0 },
  exercises: ['attempts-bounded', 'no-wait-after-last-attempt', 'deadline-kept', 'answers-as-expected'],
})
