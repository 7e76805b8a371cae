import { missingDone } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const sseNoDone = defineScenario({
  name: 'sse-no-done',
  family: 'stream',
  requirement: 'With finish_reason the answer is whole, whether or not [DONE] follows.',
  source: 'opencode PR#40061',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [always(missingDone({ finishReason: true }))] },
  },
  load: sequential({ calls: 2 }),
  caller: { stream: true },
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['output-from-one-attempt', 'answers-as-expected'],
})
