import { noHeaders } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const abortInAttempt = defineScenario({
  name: 'abort-in-attempt',
  family: 'cancel',
  requirement:
    'A caller who gives up while an attempt is under way gets its error at once, and the connection is closed.',
  source: 'smithy-typescript #2268; undici PR #4470',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(noHeaders({}))], 'moonshot-v1-8k': [] },
  },
  load: sequential({ calls: 2 }),
  caller: { abortAtMs: 150 },
  expect: { ...quick, answeredAtMost: 0 },
  exercises: ['abort-is-prompt', 'nothing-left-behind'],
})
