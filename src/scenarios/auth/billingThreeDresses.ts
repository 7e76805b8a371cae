import { providerAnswer } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const billingThreeDresses = defineScenario({
  name: 'billing-three-dresses',
  family: 'auth',
  requirement: 'An empty purse is one and the same as 200, as 429 and as 500: no key of the three is used again.',
  source: 'MiniMax-M2#62 (500), modelscope#1691 (429), cherry-studio#11287 (200)',
  strength: 'should',
  upstream: {
    models: {
      'abab6-chat': [always(providerAnswer({ answer: 'minimax.quotaExhausted' }))],
      'minimax-m2': [always(providerAnswer({ answer: 'minimax.balanceAs429' }))],
      'minimax-m2.7': [always(providerAnswer({ answer: 'minimax.balanceAs500' }))],
      'deepseek-chat': [],
    },
    origins: {
      minimax: { serves: ['abab6-chat'] },
      modelscope: { serves: ['minimax-m2'] },
      anthropic: { serves: ['minimax-m2.7'] },
      gateway: { serves: ['deepseek-chat'] },
    },
  },
  load: sequential({ calls: 2, pauseMs: 100 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['dead-credential-not-reused', 'success-means-complete', 'answers-as-expected'],
})
