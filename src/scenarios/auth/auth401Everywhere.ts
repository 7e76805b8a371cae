import { invalidApiKey } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const auth401Everywhere = defineScenario({
  name: 'auth-401-everywhere',
  family: 'auth',
  requirement: 'With one dead key for all models, one request is made and every later call fails at once.',
  source: 'RFC 9110 section 15.5.2; the tutorial asks three models with the same dead key',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [always(invalidApiKey({ provider: 'deepseek' }))],
      'moonshot-v1-8k': [always(invalidApiKey({ provider: 'kimi' }))],
      'abab6-chat': [always(invalidApiKey({ provider: 'minimax' }))],
    },
  },
  load: sequential({ calls: 3, pauseMs: 100 }),
  expect: { ...quick, answeredAtMost: 0 },
  exercises: ['dead-credential-not-reused', 'no-wait-after-last-attempt', 'answers-as-expected'],
})
