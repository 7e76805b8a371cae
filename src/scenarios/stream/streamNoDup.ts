import { resetPeer } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const streamNoDup = defineScenario({
  name: 'stream-no-dup',
  family: 'stream',
  requirement:
    'After a reset in the middle of a stream nothing that the caller has got is sent again as if it were new.',
  source: 'undici #3356, PR #3389: a retry without Range support gave "HHello World"',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [first(1, resetPeer({ afterBytes: 700 }))], 'moonshot-v1-8k': [] },
  },
  load: sequential({ calls: 2 }),
  caller: { stream: true },
  expect: { ...quick, answeredAtMost: 0.5 },
  exercises: [
    'output-from-one-attempt',
    'no-attempt-after-first-delta',
    'success-means-complete',
    'answers-as-expected',
  ],
})
