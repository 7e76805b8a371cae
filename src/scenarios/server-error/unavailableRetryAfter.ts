import { status } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const unavailableRetryAfter = defineScenario({
  name: '503-retry-after',
  family: 'server-error',
  requirement: 'A 503 that says when to come back is obeyed like a 429.',
  source: 'RFC 9110 section 15.6.4; LangChain ignores it',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [first(1, status({ status: 503, retryAfterSeconds: 1 }))] },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['retry-after-honoured', 'answers-as-expected'],
})
