import { latency, noHeaders } from '../../faults/catalogue/index.ts'
import { always, during } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const backlogAfterOutage = defineScenario({
  name: 'backlog-after-outage',
  family: 'outage',
  requirement:
    'After twenty seconds of silence the line before a busy endpoint holds nobody who has given up: soon all are served in time.',
  source: 'Bronson et al., HotOS 2021; Facebook’s adaptive LIFO and controlled delay, ACM Queue 13(9), 2015',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [during(10_000, 30_000, noHeaders({})), always(latency({ delayMs: 1_000 }))],
    },
  },
  // Nine calls a second for ten places of a second each.
  load: constant({ calls: 900, everyMs: 111 }),
  expect: {
    ...standard,
    deadlineMs: 8_000,
    timeouts: { ...standard.timeouts, headersMs: 4_000 },
    maxConcurrent: 10,
    outage: { fromMs: 10_000, toMs: 30_000, recoversWithinMs: 20_000 },
  },
  exercises: ['recovers-after-outage', 'concurrency-kept', 'deadline-kept'],
})
