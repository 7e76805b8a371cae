import { rateLimit } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const raMilliseconds = defineScenario({
  name: 'ra-ms',
  family: 'rate-limit',
  requirement: 'A wait given in milliseconds is kept to the millisecond.',
  source: "OpenAI's retry-after-ms header, as read by openai-node",
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [first(2, rateLimit({ waitMs: 250, rendering: 'milliseconds' }))] },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['retry-after-honoured', 'answers-as-expected'],
})
