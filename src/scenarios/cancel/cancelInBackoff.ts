import { rateLimit } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { burst } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const cancelInBackoff = defineScenario({
  name: 'cancel-in-backoff',
  family: 'cancel',
  requirement:
    'A caller who gives up while a stream waits for its next attempt gets its error at once, however long was asked for.',
  source: 'openai-node #2580, PR #2581: an abort waited out the whole Retry-After; vercel/ai #7656, PR #7661',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(rateLimit({ retryAfterSeconds: 2 }))] },
  },
  load: burst({ calls: 3 }),
  caller: { stream: true, abortAtMs: 200 },
  expect: { ...quick, answeredAtMost: 0 },
  exercises: ['abort-is-prompt', 'every-call-settles', 'nothing-left-behind'],
})
