import { noHeaders } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const leakLoserOpen = defineScenario({
  name: 'leak-loser-open',
  family: 'leak',
  requirement: 'An attempt that timed out is closed before the next one starts: two of them would both be paid for.',
  source: 'undici PR #4470: after bodyTimeout the old request was still open when the retry ran',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [first(2, noHeaders({}))] },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['attempts-closed', 'nothing-left-behind', 'answers-as-expected'],
})
