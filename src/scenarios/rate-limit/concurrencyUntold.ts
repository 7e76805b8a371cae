import { latency, quota } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const concurrencyUntold = defineScenario({
  name: 'concurrency-1-untold',
  family: 'rate-limit',
  requirement:
    'A limit on requests under way that nobody told the client costs no answer: who is refused finds the next model.',
  source: 'kimi-cc#16: the limit of an organisation is known from its refusals alone',
  strength: 'should',
  upstream: {
    models: {
      'kimi-k2': [
        always(quota({ concurrency: 1, provider: 'kimi', headers: 'none' })),
        always(latency({ delayMs: 700 })),
      ],
      'deepseek-chat': [always(latency({ delayMs: 60 }))],
    },
  },
  load: constant({ calls: 60, everyMs: 250 }),
  expect: { ...standard, answeredAtLeast: 1 },
  exercises: ['attempts-bounded', 'answers-as-expected'],
})
