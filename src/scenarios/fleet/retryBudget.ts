import { latency, status } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const fleetRetryBudget = defineScenario({
  name: 'fleet-retry-budget',
  family: 'fleet',
  requirement:
    'When every request of four busy processes is refused for a reason that may pass, most calls do not retry.',
  source: 'Google SRE book, chapter 21: a retry budget per client; Finagle: 20 % of the requests',
  strength: 'should',
  upstream: { models: { 'deepseek-chat': [always(latency({ delayMs: 50 })), always(status({ status: 409 }))] } },
  load: constant({ calls: 800, everyMs: 10 }),
  instances: 4,
  // A fifth of them, and three a second and process over ten seconds: 160 + 120 retries for 800 calls.
  expect: { ...standard, answeredAtMost: 0, amplificationAtMost: 1.4 },
  exercises: ['retry-amplification-bounded', 'attempts-bounded', 'answers-as-expected'],
})
