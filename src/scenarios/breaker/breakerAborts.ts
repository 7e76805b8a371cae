import { latency } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { quick, quickBreaker } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const breakerAborts = defineScenario({
  name: 'breaker-after-aborts',
  family: 'breaker',
  requirement: 'Callers who give up say nothing of the server’s health: the patient ones are all answered.',
  source: 'cockatiel and opossum: a cancelled call is no failure of the service',
  strength: 'must',
  upstream: { models: { 'deepseek-chat': [always(latency({ delayMs: 100 }))] } },
  load: constant({ calls: 24, everyMs: 40 }),
  caller: { abortAtMs: 40, abortEvery: 2 },
  expect: { ...quick, breaker: quickBreaker, answeredAtLeast: 0.5 },
  exercises: ['breaker-kept', 'answers-as-expected', 'abort-is-prompt'],
})
