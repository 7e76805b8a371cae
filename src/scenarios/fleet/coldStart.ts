import { latency, quota } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { callers } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const coldStart = defineScenario({
  name: 'fleet-cold-start',
  family: 'fleet',
  requirement:
    'A hundred processes that start at one instant, before an endpoint that bears twenty requests at a time, are served.',
  source: 'Google SRE book, chapter 22: starting up after an outage; Kubernetes: a rollout starts all at once',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [always(quota({ concurrency: 40 })), always(latency({ delayMs: 200 }))],
      'moonshot-v1-8k': [always(quota({ concurrency: 40 })), always(latency({ delayMs: 200 }))],
    },
  },
  load: callers({ callers: 100, calls: 4, pauseMs: 1_000 }),
  instances: 100,
  expect: { ...standard, answeredAtLeast: 0.9, amplificationAtMost: 3, retryPeak: { perMs: 100, ofOffered: 0.5 } },
  exercises: ['attempts-bounded', 'retry-amplification-bounded', 'retry-peak-bounded', 'answers-as-expected'],
})
