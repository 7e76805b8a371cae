import { latency } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { burst } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const lineGivenUp = defineScenario({
  name: 'line-given-up',
  family: 'bulkhead',
  requirement:
    'Of twelve calls that wait for the minute every other one gives up: those behind move up, in the order in which they came.',
  source: 'Portkey’s Lua limiter: what was refused had counted',
  strength: 'should',
  upstream: { models: { 'deepseek-chat': [always(latency({ delayMs: 20 }))] } },
  load: burst({ calls: 12 }),
  caller: { abortAtMs: 30_000, abortEvery: 2 },
  expect: { ...standard, deadlineMs: 300_000, rpm: 3, answeredAtLeast: 0.5 },
  exercises: ['queue-work-conserving', 'rate-limit-kept', 'answers-as-expected'],
})
