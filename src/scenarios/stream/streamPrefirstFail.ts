import { limitData } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const streamPrefirstFail = defineScenario({
  name: 'stream-prefirst-fail',
  family: 'stream',
  requirement:
    'A stream that breaks before its first word is passed on to the next endpoint, as any other call would be.',
  source: 'litellm #28216, PR #28215: streams of the responses API bypassed the fallbacks',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [always(limitData({ bytes: 0 }))], 'moonshot-v1-8k': [] },
  },
  load: sequential({ calls: 2 }),
  caller: { stream: true },
  expect: { ...quick, maxAttemptsPerEndpoint: 1, answeredAtLeast: 1 },
  exercises: ['success-means-complete', 'output-from-one-attempt', 'answers-as-expected'],
})
