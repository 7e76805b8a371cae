import { latency } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const stopEarly = defineScenario({
  name: 'stop-early',
  family: 'cancel',
  requirement: 'A caller who leaves a stream early leaves nothing behind: the connection is closed, no timer stays.',
  source: 'The AI SDK leaves the upstream open after a break; LangChain hangs',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [always(latency({ delayMs: 20 }))] },
  },
  load: sequential({ calls: 2 }),
  caller: { stream: true, stopAfterDeltas: 2 },
  expect: { ...quick },
  exercises: ['nothing-left-behind', 'output-from-one-attempt'],
})
