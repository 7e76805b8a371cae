import { quotaExhausted } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const billing402 = defineScenario({
  name: 'billing-402',
  family: 'auth',
  requirement: 'Without money there is nothing to retry: another key or an error, at once.',
  source: 'DeepSeek error codes: 402 means top up; Aider#4851',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [always(quotaExhausted({ provider: 'deepseek' }))],
      'moonshot-v1-8k': [],
      'abab6-chat': [],
    },
    origins: { gateway: { serves: ['deepseek-chat', 'moonshot-v1-8k'] }, backup: { serves: ['abab6-chat'] } },
  },
  load: sequential({ calls: 3, pauseMs: 100 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['dead-credential-not-reused', 'answers-as-expected'],
})
