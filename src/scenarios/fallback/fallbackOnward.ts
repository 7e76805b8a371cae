import { overloaded } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const fallbackOnward = defineScenario({
  name: 'fallback-onward',
  family: 'fallback',
  requirement:
    'With attempts to spare, a call still leaves no endpoint before its own are used up, and comes back to none that it has left.',
  source:
    'litellm #19985: after the last fallback came the fallbacks again; PR #27610: the same dead host again and again',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [always(overloaded({}))],
      'moonshot-v1-8k': [always(overloaded({}))],
      'abab6-chat': [always(overloaded({}))],
    },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, maxAttemptsPerEndpoint: 2, maxAttemptsPerCall: 9, answeredAtMost: 0 },
  exercises: ['chain-moves-forward', 'attempts-bounded', 'no-wait-after-last-attempt', 'answers-as-expected'],
})
