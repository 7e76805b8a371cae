import { latency } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { burst } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const bulkheadAbort = defineScenario({
  name: 'bulkhead-abort',
  family: 'bulkhead',
  requirement:
    'Who gives up in the line, or with a place, leaves nothing taken: the callers behind are answered as if it had never come.',
  source: 'cockatiel #112 (changelog): an aborted item of the queue kept its place for good',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(latency({ delayMs: 100 }))] },
  },
  load: burst({ calls: 8 }),
  caller: { abortAtMs: 50, abortEvery: 2 },
  expect: { ...quick, maxConcurrent: 2, answeredAtLeast: 0.5, answeredAtMost: 0.5 },
  exercises: [
    'concurrency-kept',
    'abort-is-prompt',
    'answers-as-expected',
    'nothing-left-behind',
    'queue-work-conserving',
  ],
})
