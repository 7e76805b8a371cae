import { missingDone } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const sseCleanEarlyEnd = defineScenario({
  name: 'sse-clean-early-end',
  family: 'stream',
  requirement: 'A stream that ends cleanly but without a finish marker was cut: it is an error.',
  source: 'opencode PR#40061; 12 of 15 clients measured take it for success',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [always(missingDone({ finishReason: false }))], 'moonshot-v1-8k': [] },
  },
  load: sequential({ calls: 2 }),
  caller: { stream: true },
  expect: { ...quick, answeredAtMost: 0 },
  exercises: ['success-means-complete', 'answers-as-expected'],
})
