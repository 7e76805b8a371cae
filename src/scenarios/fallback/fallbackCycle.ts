import { overloaded } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const fallbackCycle = defineScenario({
  name: 'fallback-cycle',
  family: 'fallback',
  requirement:
    'When every endpoint fails, each has been entered once, and the call ends: a fallback that comes round again is a loop.',
  source:
    'litellm #35303: a cycle in the fallbacks kept a replica busy for good. A configuration is no script; this is what the upstream sees of it',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [always(overloaded({}))],
      'moonshot-v1-8k': [always(overloaded({}))],
      'abab6-chat': [always(overloaded({}))],
    },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, maxAttemptsPerEndpoint: 1, maxAttemptsPerCall: 3, answeredAtMost: 0 },
  exercises: ['chain-moves-forward', 'attempts-bounded', 'no-wait-after-last-attempt', 'answers-as-expected'],
})
