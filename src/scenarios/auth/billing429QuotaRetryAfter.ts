import { providerAnswer } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const billing429QuotaRetryAfter = defineScenario({
  name: 'billing-429-quota-with-retry-after',
  family: 'auth',
  requirement:
    'What the body says goes before the header: a spent quota is not retried after the wait that stands beside it.',
  source: 'learn.microsoft.com dev-proxy/concepts/openai-insufficient-quota; OpenAI: retrying will not restore access',
  strength: 'should',
  upstream: {
    models: { 'gpt-4.1': [always(providerAnswer({ answer: 'openai.quotaWithRetryAfter' }))], 'deepseek-chat': [] },
    origins: { openai: { serves: ['gpt-4.1'] }, gateway: { serves: ['deepseek-chat'] } },
  },
  // The second call comes when the wait is over: then only the body keeps it away.
  load: sequential({ calls: 3, pauseMs: 6_000 }),
  expect: { ...standard, answeredAtLeast: 1 },
  exercises: ['dead-credential-not-reused', 'answers-as-expected'],
})
