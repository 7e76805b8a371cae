import { latency, overloaded } from '../../faults/catalogue/index.ts'
import { always, during } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { quick, quickBreaker } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const breakerAlone = defineScenario({
  name: 'breaker-alone',
  family: 'breaker',
  requirement:
    'With one model, calls fail at once while its circuit is open, and are answered again soon after it is back.',
  source: 'litellm #27823: all deployments cool down, and nobody says until when; Nygard, Release It!',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [during(0, 600, overloaded({})), always(latency({ delayMs: 20 }))] },
  },
  load: constant({ calls: 60, everyMs: 50 }),
  // Of three seconds it is down for less than one, and found out within less than another.
  expect: { ...quick, breaker: quickBreaker, answeredAtLeast: 0.4 },
  exercises: ['breaker-kept', 'breaker-honest', 'answers-as-expected'],
})
