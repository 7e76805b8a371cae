import { usage } from '../../faults/catalogue/index.ts'
import { always, first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'
import { maxTokens, money } from './prices.ts'

export const costKinds = defineScenario({
  name: 'cost-kinds',
  family: 'money',
  requirement: 'Each kind of token has its price: what a cache had, what was written to it, what was thought.',
  source: 'OpenAI API reference, `usage`; DeepSeek API docs, context caching',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [
        first(2, usage({ cachedInput: 40, cacheWrite: 10, reasoning: 5 })),
        always(usage({ cachedInput: 40, form: 'deepseek' })),
      ],
    },
  },
  load: sequential({ calls: 4 }),
  caller: { maxTokens },
  expect: { ...quick, ...money, answeredAtLeast: 1 },
  exercises: ['cost-adds-up', 'answers-as-expected'],
})
