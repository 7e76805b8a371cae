import { status } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const backoffOverflow = defineScenario({
  name: 'backoff-overflow',
  family: 'retry',
  requirement:
    'The fortieth wait is drawn like the tenth: an exponent that outgrows its number makes no wait of nothing.',
  source:
    'cockatiel #86 (changelog): the jitter became NaN after many tries; 2 ** 31 is where 32-bit shifts turn negative',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(status({ status: 409 }))] },
  },
  load: sequential({ calls: 22, pauseMs: 5_000 }),
  expect: {
    ...standard,
    deadlineMs: 120_000,
    maxAttemptsPerCall: 40,
    maxAttemptsPerEndpoint: 40,
    backoff: { initialMs: 500, capMs: 1_000 },
    answeredAtMost: 0,
  },
  exercises: ['backoff-in-envelope', 'attempts-bounded', 'answers-as-expected'],
})
