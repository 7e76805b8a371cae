import { quotaExhausted } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const billing429Quota = defineScenario({
  name: 'billing-429-quota',
  family: 'auth',
  requirement: 'A 429 that says insufficient_quota is no rate limit: it is not retried.',
  source: 'OpenAI error codes: retrying will not restore access; langchainjs#1929',
  strength: 'must',
  upstream: {
    models: { 'gpt-4.1': [always(quotaExhausted({ provider: 'openai' }))], 'deepseek-chat': [] },
    origins: { openai: { serves: ['gpt-4.1'] }, gateway: { serves: ['deepseek-chat'] } },
  },
  load: sequential({ calls: 3, pauseMs: 100 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['dead-credential-not-reused', 'answers-as-expected'],
})
