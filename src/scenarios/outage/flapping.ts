import { latency, overloaded } from '../../faults/catalogue/index.ts'
import { always, during } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

/** Down in every second five seconds. */
const downSpans = Array.from({ length: 6 }, (_, turn) => [turn * 10_000 + 5_000, (turn + 1) * 10_000] as const)

export const flapping = defineScenario({
  name: 'flapping',
  family: 'outage',
  requirement:
    'Through a minute in which a model is there and gone every five seconds, callers are served by the next one, and nobody stampedes back.',
  source: 'resilience4j and cockatiel circuit breakers: half-open lets few through',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [
        ...downSpans.map(([fromMs, toMs]) => during(fromMs, toMs, overloaded({ provider: 'deepseek' }))),
        always(latency({ delayMs: 45 })),
      ],
      'moonshot-v1-8k': [always(latency({ delayMs: 60 }))],
    },
  },
  load: constant({ calls: 300, everyMs: 200 }),
  expect: { ...standard, answeredAtLeast: 1 },
  exercises: ['attempts-bounded', 'answers-as-expected', 'every-call-settles', 'breaker-kept', 'breaker-honest'],
})
