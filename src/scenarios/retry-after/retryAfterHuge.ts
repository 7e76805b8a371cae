import { rateLimit } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const retryAfterHuge = defineScenario({
  name: 'retry-after-huge',
  family: 'retry-after',
  requirement:
    'Told to stay away for three days, a client fails at once and says when to come back: nobody sleeps that long, and nobody comes earlier.',
  source: 'earendil-works/pi #6911: retry-after 277403 was slept out; can1357/oh-my-pi PR #7028',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(rateLimit({ retryAfterSeconds: 277_403 }))] },
  },
  load: sequential({ calls: 2, pauseMs: 100 }),
  expect: { ...quick, failsWith: { errorClass: 'rate_limited', retryAt: true }, answeredAtMost: 0 },
  exercises: ['retry-after-honoured', 'no-wait-after-last-attempt', 'deadline-kept', 'answers-as-expected'],
})
