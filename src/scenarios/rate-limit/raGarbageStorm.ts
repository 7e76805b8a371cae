import { rateLimit } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const raGarbageStorm = defineScenario({
  name: 'ra-garbage-storm',
  family: 'rate-limit',
  requirement:
    'Whoever says nothing but nonsense is backed off from like anybody: a word is no number, and -5 seconds are no leave to come at once.',
  source: 'ky #390; anomalyco/opencode PR #41427; Node: a time-out that is NaN, negative or too long is one of 1 ms',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [always(rateLimit({ raw: 'soon', provider: 'deepseek' }))],
      'moonshot-v1-8k': [always(rateLimit({ raw: '-5', provider: 'deepseek' }))],
    },
  },
  load: sequential({ calls: 8, pauseMs: 1_000 }),
  expect: { ...standard, answeredAtMost: 0 },
  exercises: ['retry-after-total', 'attempts-bounded', 'answers-as-expected', 'every-call-settles'],
})
