import { rateLimit } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const abortInBackoff = defineScenario({
  name: 'abort-in-backoff',
  family: 'cancel',
  requirement: 'A caller who gives up while the client waits gets its error at once, and nothing more is sent.',
  source: 'openai-node #2580; vercel/ai #7656; p-retry #97',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(rateLimit({ retryAfterSeconds: 2 }))] },
  },
  load: sequential({ calls: 2 }),
  caller: { abortAtMs: 300 },
  expect: { ...quick, answeredAtMost: 0 },
  exercises: ['abort-is-prompt', 'every-call-settles', 'nothing-left-behind'],
})
