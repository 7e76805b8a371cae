import { stall } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const streamStall = defineScenario({
  name: 'stream-stall',
  family: 'stream',
  requirement:
    'A stream that gives a sign of life and no word is given up long before the deadline, so that another endpoint can still answer.',
  source: 'anthropic-sdk-typescript #867, PR #959: without an idle limit the call hangs',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [always(stall({ bytes: 250 }))], 'moonshot-v1-8k': [] },
  },
  load: sequential({ calls: 2 }),
  caller: { stream: true },
  expect: { ...quick, deadlineMs: 1_200, maxAttemptsPerEndpoint: 1, answeredAtLeast: 1 },
  exercises: ['attempts-closed', 'every-call-settles', 'answers-as-expected'],
})
