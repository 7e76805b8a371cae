import { quota } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const ietfRateLimit = defineScenario({
  name: 'ietf-ratelimit',
  family: 'rate-limit',
  requirement:
    'A good answer whose RateLimit says r=0 was the last one until the reset: the next request waits, and none is refused.',
  source: 'draft-ietf-httpapi-ratelimit-headers-11',
  strength: 'should',
  upstream: { models: { 'deepseek-chat': [always(quota({ rpm: 10, window: 'fixed', headers: 'ietf' }))] } },
  load: sequential({ calls: 25, pauseMs: 1_000 }),
  // One attempt a call: whoever comes back before the reset is refused, and has no answer.
  expect: { ...standard, deadlineMs: 90_000, maxAttemptsPerCall: 1, answeredAtLeast: 1 },
  exercises: ['answers-as-expected', 'every-call-settles', 'deadline-kept'],
})
