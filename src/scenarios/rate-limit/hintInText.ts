import { providerAnswer } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const hintInText = defineScenario({
  name: 'hint-in-text',
  family: 'rate-limit',
  requirement:
    '"Please try again after 1 seconds", said twenty times, is a floor and no schedule: each call stays within its attempts.',
  source: 'kimi-cc#16: ten retries, each after one second, all refused at three requests a minute',
  strength: 'should',
  upstream: { models: { 'kimi-k2': [first(20, providerAnswer({ answer: 'kimi.requestsPerMinute' }))] } },
  load: sequential({ calls: 10, pauseMs: 1_000 }),
  // Who came back twenty times in one call would be answered in the first; within three attempts the first six are not.
  expect: { ...standard, answeredAtMost: 0.4 },
  exercises: ['attempts-bounded', 'answers-as-expected', 'every-call-settles'],
})
