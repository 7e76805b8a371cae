import { latency } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { burst } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const throttleInflight = defineScenario({
  name: 'throttle-inflight',
  family: 'bulkhead',
  requirement: 'A limit counts what is under way, not what has ended: sixteen calls at once share four places.',
  source: 'zeromicro/go-zero #5011: the throttle counted after completion, so requests in flight were invisible',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(latency({ delayMs: 100 }))] },
  },
  load: burst({ calls: 16 }),
  expect: { ...quick, maxConcurrent: 4, answeredAtLeast: 1 },
  exercises: ['concurrency-kept', 'answers-as-expected', 'queue-work-conserving'],
})
