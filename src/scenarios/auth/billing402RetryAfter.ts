import { providerAnswer } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const billing402RetryAfter = defineScenario({
  name: 'billing-402-with-retry-after',
  family: 'auth',
  requirement: 'A 402 that says when to come back is a wait: the credit is set aside by requests that still run.',
  source: 'openrouter.ai/docs errors: 402 with Retry-After is a wait, without it is not',
  strength: 'should',
  upstream: { models: { 'openai/gpt-4.1': [first(1, providerAnswer({ answer: 'openrouter.creditsInFlight' }))] } },
  load: sequential({ calls: 2 }),
  expect: { ...standard, answeredAtLeast: 1 },
  exercises: ['retry-after-honoured', 'answers-as-expected'],
})
