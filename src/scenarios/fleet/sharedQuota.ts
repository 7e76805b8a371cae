import { latency, quota } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const sharedQuota = defineScenario({
  name: 'fleet-shared-quota',
  family: 'fleet',
  requirement:
    'Fifty processes that want twice of what a key allows get all of it together, and burn less than half of their requests.',
  source:
    'OpenAI rate limits guide: limits are an organisation’s, not a process’s; Portkey gateway: work-conserving limiters',
  strength: 'should',
  upstream: { models: { 'deepseek-chat': [always(quota({ rpm: 120 })), always(latency({ delayMs: 300 }))] } },
  load: constant({ calls: 480, everyMs: 250 }),
  instances: 50,
  expect: { ...standard, quotaUse: { rpm: 120, usedAtLeast: 0.95, refusedAtMost: 0.5 } },
  exercises: ['quota-used-well', 'retry-after-honoured', 'attempts-bounded'],
})
