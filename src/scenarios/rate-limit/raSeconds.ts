import { rateLimit } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const raSeconds = defineScenario({
  name: 'ra-seconds',
  family: 'rate-limit',
  requirement: 'Three seconds asked for are three seconds waited, not one less.',
  source: 'RFC 9110 section 10.2.3; OpenAI: follow Retry-After',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [first(1, rateLimit({ retryAfterSeconds: 3 }))] },
  },
  load: sequential({ calls: 2 }),
  expect: { ...standard, answeredAtLeast: 1 },
  exercises: ['retry-after-honoured', 'answers-as-expected'],
})
