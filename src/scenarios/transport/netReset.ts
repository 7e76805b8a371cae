import { resetPeer } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const netReset = defineScenario({
  name: 'net-reset',
  family: 'transport',
  requirement: 'A connection that is reset before the answer is tried again.',
  source: 'RFC 9110 section 9.2.2; undici#3492',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [first(1, resetPeer({}))] },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['attempts-bounded', 'answers-as-expected'],
})
