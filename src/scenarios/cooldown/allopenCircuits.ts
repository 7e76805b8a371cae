import { serverError } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const allopenCircuits = defineScenario({
  name: 'allopen-circuits',
  family: 'cooldown',
  requirement:
    'While every circuit is open a call fails at once, without an attempt, and its error says when the first of them lets one through.',
  source: 'resilience4j: CallNotPermittedException; litellm #3646 asks for a sleep in its place, #27823 for the time',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [always(serverError({}))],
      'moonshot-v1-8k': [always(serverError({}))],
    },
    origins: { gateway: { serves: ['deepseek-chat'] }, backup: { serves: ['moonshot-v1-8k'] } },
  },
  load: sequential({ calls: 12, pauseMs: 50 }),
  expect: { ...quick, answeredAtMost: 0 },
  exercises: ['all-open-fails-fast', 'every-call-settles', 'answers-as-expected'],
})
