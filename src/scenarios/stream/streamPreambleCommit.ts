import { limitData } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const streamPreambleCommit = defineScenario({
  name: 'stream-preamble-commit',
  family: 'stream',
  requirement:
    'A first event that only names the role commits nobody: the next endpoint takes over, and the caller sees one beginning.',
  source: 'ai-retry #51: the fallback started the stream a second time and its output was lost; #39',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [always(limitData({ bytes: 250 }))], 'moonshot-v1-8k': [] },
  },
  load: sequential({ calls: 2 }),
  caller: { stream: true },
  expect: { ...quick, maxAttemptsPerEndpoint: 2, answeredAtLeast: 1 },
  exercises: ['output-from-one-attempt', 'success-means-complete', 'answers-as-expected'],
})
