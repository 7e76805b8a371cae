import { status } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const unavailableTwiceBare = defineScenario({
  name: '503-x2-then-ok',
  family: 'server-error',
  requirement: 'A gateway that knows nothing but 503, twice: tried again with growing, jittered waits, then answered.',
  source: 'RFC 9110 section 15.6.4; DeepSeek and OpenAI error codes: retry after a brief wait',
  strength: 'should',
  upstream: { models: { 'deepseek-chat': [first(2, status({ status: 503 }))] } },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['backoff-in-envelope', 'attempts-bounded', 'answers-as-expected'],
})
