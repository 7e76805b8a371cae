import { stall } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const sseStall = defineScenario({
  name: 'sse-stall',
  family: 'stream',
  requirement: 'A stream that falls silent after its first words is given up when the idle limit has passed.',
  source: 'anthropic-sdk-typescript #867; DeepSeek-V3#1608',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [always(stall({ bytes: 900 }))], 'moonshot-v1-8k': [] },
  },
  load: sequential({ calls: 2 }),
  caller: { stream: true },
  expect: { ...quick, answeredAtMost: 0 },
  exercises: ['success-means-complete', 'output-from-one-attempt', 'every-call-settles', 'answers-as-expected'],
})
