import { quotaExhausted } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const baseResp = defineScenario({
  name: '200-base-resp',
  family: 'not-success',
  requirement:
    "MiniMax's base_resp in an HTTP 200 means what its code means: no money is no answer and no reason to retry.",
  source: 'MiniMax error codes; cherry-studio#11287',
  strength: 'must',
  upstream: {
    models: { 'abab6-chat': [always(quotaExhausted({ provider: 'minimax' }))], 'deepseek-chat': [] },
    origins: { minimax: { serves: ['abab6-chat'] }, gateway: { serves: ['deepseek-chat'] } },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['success-means-complete', 'dead-credential-not-reused', 'answers-as-expected'],
})
