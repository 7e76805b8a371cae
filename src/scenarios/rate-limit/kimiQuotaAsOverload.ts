import { latency, providerAnswer } from '../../faults/catalogue/index.ts'
import { always, during } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const kimiQuotaAsOverload = defineScenario({
  name: 'kimi-quota-as-overload',
  family: 'rate-limit',
  requirement:
    'A plan that is used up and says "overloaded" for twenty minutes is left alone more and more; the next model answers.',
  source: 'pawwork#740',
  strength: 'should',
  upstream: {
    models: {
      'kimi-k2': [
        during(10_000, 1_210_000, providerAnswer({ answer: 'kimi.planQuotaAsOverload' })),
        always(latency({ delayMs: 45 })),
      ],
      'deepseek-chat': [always(latency({ delayMs: 60 }))],
    },
    origins: { kimi: { serves: ['kimi-k2'] }, gateway: { serves: ['deepseek-chat'] } },
  },
  load: constant({ calls: 620, everyMs: 2_000 }),
  expect: { ...standard, answeredAtLeast: 1 },
  exercises: ['attempts-bounded', 'answers-as-expected', 'every-call-settles', 'breaker-kept', 'breaker-honest'],
})
