import { noHeaders, overloaded } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const leakListeners = defineScenario({
  name: 'leak-listeners',
  family: 'leak',
  requirement: 'Whatever time-outs and retries hung onto the caller’s signal is gone when the call is over.',
  source: 'cockatiel #69 (changelog): a time-out left its listener on the signal of its caller',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [first(1, noHeaders({})), first(2, overloaded({}))] },
  },
  load: sequential({ calls: 3 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['nothing-left-behind', 'attempts-closed', 'answers-as-expected'],
})
