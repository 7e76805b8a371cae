import { rateLimit } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const streamLazyOpen = defineScenario({
  name: 'stream-lazy-open',
  family: 'stream',
  requirement:
    'A refusal at the head of a stream is met by the same retries as that of a whole answer, though it shows only when somebody reads.',
  source: 'litellm PR #26067: 401 and 429 were raised in the iterator, outside the loop that retries',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [first(1, rateLimit({ waitMs: 200, rendering: 'milliseconds' }))] },
  },
  load: sequential({ calls: 2 }),
  caller: { stream: true },
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['retry-after-honoured', 'output-from-one-attempt', 'answers-as-expected'],
})
