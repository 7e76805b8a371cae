import { latency, quota } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { burst } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const concurrencyOne = defineScenario({
  name: 'concurrency-1',
  family: 'rate-limit',
  requirement: 'Where one request at a time is allowed, calls stand in line and none is refused.',
  source: 'kimi-cc#16: "request reached max organization concurrency: 1"',
  strength: 'should',
  upstream: {
    models: {
      'kimi-k2': [
        always(quota({ concurrency: 1, provider: 'kimi', headers: 'none' })),
        always(latency({ delayMs: 60 })),
      ],
    },
  },
  load: burst({ calls: 8 }),
  // With one attempt a call, who is refused has no answer.
  expect: { ...quick, maxConcurrent: 1, maxAttemptsPerCall: 1, answeredAtLeast: 1 },
  exercises: ['concurrency-kept', 'answers-as-expected'],
})
