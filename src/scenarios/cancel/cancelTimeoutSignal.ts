import { noHeaders } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const cancelTimeoutSignal = defineScenario({
  name: 'cancel-timeout-signal',
  family: 'cancel',
  requirement:
    'A signal that AbortSignal.timeout() aborted is the caller giving up, not a time-out of the server: nothing is tried again.',
  source:
    'smithy-typescript #2268, fixed in its core 3.34.0: TimeoutError was transient and was retried with a dead signal',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(noHeaders({}))], 'moonshot-v1-8k': [] },
  },
  load: sequential({ calls: 2 }),
  caller: { abortAtMs: 150, abortName: 'TimeoutError' },
  expect: { ...quick, answeredAtMost: 0 },
  exercises: ['abort-is-prompt', 'nothing-left-behind', 'answers-as-expected'],
})
