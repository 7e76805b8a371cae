import { resetPeer } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const sseReset = defineScenario({
  name: 'sse-reset',
  family: 'stream',
  requirement: 'The same with a reset instead of a clean close.',
  source: 'RFC 9112 section 8',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(resetPeer({ afterBytes: 900 }))], 'moonshot-v1-8k': [] },
  },
  load: sequential({ calls: 2 }),
  caller: { stream: true },
  expect: { ...quick, answeredAtMost: 0 },
  exercises: ['success-means-complete', 'output-from-one-attempt', 'answers-as-expected'],
})
