import { limitData } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const sseCutEarly = defineScenario({
  name: 'sse-cut-early',
  family: 'stream',
  requirement: 'Cut before the first word, a stream may be tried again, and the caller sees one whole answer.',
  source: 'gRPC A6: retries until committed; litellm #28216',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [first(1, limitData({ bytes: 100 }))], 'moonshot-v1-8k': [] },
  },
  load: sequential({ calls: 2 }),
  caller: { stream: true },
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['output-from-one-attempt', 'success-means-complete', 'answers-as-expected'],
})
