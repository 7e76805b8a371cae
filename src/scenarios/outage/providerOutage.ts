import { latency, resetPeer } from '../../faults/catalogue/index.ts'
import { during, always } from '../../faults/index.ts'
import { poisson } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const providerOutage = defineScenario({
  name: 'provider-outage',
  family: 'outage',
  requirement:
    'Through half a minute in which the first provider is gone, callers are served by the second, and it comes back into use.',
  source: 'Buildkite/Bifrost game day; resilience4j and Polly circuit breakers',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [during(20_000, 50_000, resetPeer({})), always(latency({ delayMs: 45 }))],
      'moonshot-v1-8k': [always(latency({ delayMs: 60 }))],
    },
    origins: { primary: { serves: ['deepseek-chat'] }, secondary: { serves: ['moonshot-v1-8k'] } },
  },
  load: poisson({ perSecond: 5, durationMs: 90_000 }),
  expect: { ...standard, answeredAtLeast: 1 },
  exercises: ['answers-as-expected', 'every-call-settles', 'nothing-left-behind'],
})
