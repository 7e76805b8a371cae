import { latency, rateLimit } from '../../faults/catalogue/index.ts'
import { during, always } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

/** Ten seconds of peace, ten minutes of storm, ten seconds of recovery. */
export const stormWindow = defineScenario({
  name: 'storm-window',
  family: 'rate-limit',
  requirement:
    'Through ten minutes of 429 every call is answered by the next model, and the limited one is left alone as long as it asks.',
  source: 'AWS Builders Library: timeouts, retries and backoff; litellm #7669',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [during(10_000, 610_000, rateLimit({ retryAfterSeconds: 2 })), always(latency({ delayMs: 45 }))],
      'moonshot-v1-8k': [always(latency({ delayMs: 60 }))],
    },
  },
  load: constant({ calls: 1_240, everyMs: 500 }),
  expect: { ...standard, answeredAtLeast: 1 },
  exercises: ['retry-after-honoured', 'retry-after-binds-all-calls', 'attempts-bounded', 'answers-as-expected'],
})
