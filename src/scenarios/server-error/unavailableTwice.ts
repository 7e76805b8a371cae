import { overloaded } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const unavailableTwice = defineScenario({
  name: '503-twice-then-ok',
  family: 'server-error',
  requirement: 'Two bad moments are retried with growing, jittered waits; the caller never notices.',
  source: 'RFC 9110 section 15.6.4',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [first(2, overloaded({}))] },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: [
    'backoff-in-envelope',
    'attempts-bounded',
    'answers-as-expected',
    'idempotency-key-kept',
    'one-retrying-layer',
  ],
})
