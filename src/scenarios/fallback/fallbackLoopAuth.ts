import { invalidApiKey } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { burst } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const fallbackLoopAuth = defineScenario({
  name: 'fallback-loop-auth',
  family: 'fallback',
  requirement:
    'With two wrong keys each is asked once, and the call ends: no fallback leads back to where it came from.',
  source: 'litellm #7091, PR #7751: two endpoints with wrong keys fell back to each other for ever',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [always(invalidApiKey({ provider: 'deepseek' }))],
      'moonshot-v1-8k': [always(invalidApiKey({ provider: 'kimi' }))],
    },
    origins: { first: { serves: ['deepseek-chat'] }, second: { serves: ['moonshot-v1-8k'] } },
  },
  load: burst({ calls: 1 }),
  expect: { ...quick, failsWith: { errorClass: 'auth', status: 401 }, answeredAtMost: 0 },
  exercises: ['dead-credential-not-reused', 'attempts-bounded', 'no-wait-after-last-attempt', 'answers-as-expected'],
})
