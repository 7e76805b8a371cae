import { latency, overloaded } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const cancelInAttempt = defineScenario({
  name: 'cancel-in-attempt',
  family: 'cancel',
  requirement:
    'An abort in the middle of an attempt that is about to fail ends the call there: no wait follows, and no retry.',
  source: 'p-retry #97: the delay was sat out although the signal had aborted inside the attempt',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(latency({ delayMs: 300 })), always(overloaded({}))] },
  },
  load: sequential({ calls: 2 }),
  caller: { abortAtMs: 150 },
  expect: { ...quick, answeredAtMost: 0 },
  exercises: ['abort-is-prompt', 'nothing-left-behind'],
})
