import { latency, noHeaders } from '../../faults/catalogue/index.ts'
import { always, first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const timeoutFreshPerAttempt = defineScenario({
  name: 'timeout-fresh-per-attempt',
  family: 'retry',
  requirement: 'Every attempt has its time limits to itself: what the first one used up is not missing in the second.',
  source: 'miruamel/xingyu #72: one AbortSignal.timeout was shared by all attempts',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [first(1, noHeaders({})), always(latency({ delayMs: 200 }))] },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['time-limits-kept', 'attempts-closed', 'answers-as-expected'],
})
