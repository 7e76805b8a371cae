import { invalidApiKey } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const auth401 = defineScenario({
  name: 'auth-401',
  family: 'auth',
  requirement:
    'One request finds the key dead; nothing asks with it again, and only a provider with another key takes over.',
  source: 'RFC 9110 section 15.5.2; litellm #7091',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [always(invalidApiKey({}))],
      'moonshot-v1-8k': [always(invalidApiKey({}))],
      'abab6-chat': [],
    },
    origins: { gateway: { serves: ['deepseek-chat', 'moonshot-v1-8k'] }, backup: { serves: ['abab6-chat'] } },
  },
  load: sequential({ calls: 4, pauseMs: 100 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['dead-credential-not-reused', 'no-retry-after-terminal', 'answers-as-expected', 'every-call-settles'],
})
