import { rateLimit } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const raLong = defineScenario({
  name: 'ra-long',
  family: 'rate-limit',
  requirement:
    'Asked to stay away for longer than the caller can wait, a client fails at once and says when to come back.',
  source: 'RFC 9110 section 10.2.3; openai-node and ai come back after 0.5 s',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(rateLimit({ retryAfterSeconds: 120 }))] },
  },
  load: sequential({ calls: 2, pauseMs: 1_000 }),
  expect: { ...standard, answeredAtMost: 0, failsWith: { retryAt: true } },
  exercises: [
    'retry-after-honoured',
    'retry-after-binds-all-calls',
    'no-wait-after-last-attempt',
    'failure-says-why',
    'answers-as-expected',
  ],
})
