import { limitData } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const sseCut = defineScenario({
  name: 'sse-cut',
  family: 'stream',
  requirement:
    'A stream that breaks after its first words ends in an error with those words, never in a replay and never in success.',
  source: 'RFC 9112 section 8; hive#5923, open-interpreter#291, livekit#2477',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(limitData({ bytes: 900 }))], 'moonshot-v1-8k': [] },
  },
  load: sequential({ calls: 2 }),
  caller: { stream: true },
  expect: { ...quick, answeredAtMost: 0 },
  exercises: [
    'success-means-complete',
    'output-from-one-attempt',
    'no-attempt-after-first-delta',
    'answers-as-expected',
  ],
})
