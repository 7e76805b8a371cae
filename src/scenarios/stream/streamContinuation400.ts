import { stall, status } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const streamContinuation400 = defineScenario({
  name: 'stream-continuation-400',
  family: 'stream',
  requirement:
    'A stream that falls silent ends with that time-out, even where another endpoint would refuse to go on with it.',
  source: 'litellm PR #36267 (#27967): the continuation was refused with 400, and the time-out before it was swallowed',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [always(stall({ bytes: 900 }))], 'moonshot-v1-8k': [always(status({ status: 400 }))] },
  },
  load: sequential({ calls: 2 }),
  caller: { stream: true },
  expect: { ...quick, failsWith: { errorClass: 'timeout' }, answeredAtMost: 0 },
  exercises: ['failure-says-why', 'no-attempt-after-first-delta', 'answers-as-expected'],
})
