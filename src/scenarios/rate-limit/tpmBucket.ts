import { quota } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { burst } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const tpmBucket = defineScenario({
  name: 'tpm-bucket',
  family: 'rate-limit',
  requirement:
    'Where tokens are reserved, prompt and max_tokens, requests are paced by what they reserve: none is refused.',
  source: 'OpenAI rate limits guide, Azure OpenAI quota page: max_tokens counts when the request comes',
  strength: 'should',
  upstream: { models: { 'deepseek-chat': [always(quota({ tpm: 2_000, window: 'sliding' }))] } },
  load: burst({ calls: 60 }),
  caller: { maxTokens: 100 },
  // Tokens are counted differently here and there: who has to stay below a limit leaves a tenth of it.
  expect: { ...standard, deadlineMs: 300_000, tpm: 1_800, maxAttemptsPerCall: 1, answeredAtLeast: 0.98 },
  exercises: ['answers-as-expected', 'every-call-settles'],
})
