import { providerAnswer } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const forbiddenBalance = defineScenario({
  name: '403-balance',
  family: 'auth',
  requirement:
    'A 403 that speaks of the balance is an empty purse: no model is asked with this key, another key answers.',
  source: 'platform.kimi.ai/docs/api/errors; MoonshotAI/Kimi-K2#5',
  strength: 'should',
  upstream: {
    models: {
      'kimi-k2': [always(providerAnswer({ answer: 'kimi.balance' }))],
      'moonshot-v1-8k': [always(providerAnswer({ answer: 'kimi.balance' }))],
      'deepseek-chat': [],
    },
    origins: { kimi: { serves: ['kimi-k2', 'moonshot-v1-8k'] }, gateway: { serves: ['deepseek-chat'] } },
  },
  load: sequential({ calls: 2, pauseMs: 100 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['dead-credential-not-reused', 'no-retry-after-terminal', 'answers-as-expected'],
})
