import { providerAnswer } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const codes = [
  ['credit-balance', 'openai.creditBalanceExhausted'],
  ['organization-spend', 'openai.organizationSpendLimit'],
  ['project-spend', 'openai.projectSpendLimit'],
  ['organization-usage', 'openai.organizationUsageLimit'],
] as const

/** The four codes that came in 2026; their type is `insufficient_quota` as before. */
export const billing429QuotaCodes = codes.map(([name, answer]) =>
  defineScenario({
    name: `billing-429-quota-${name}`,
    family: 'auth',
    requirement: 'A quota that is used up is known by its type, whatever its code says: one request, and another key.',
    source: 'OpenAI error codes 2026: retrying will not restore access; langchainjs#1929',
    strength: 'must',
    upstream: {
      models: { 'gpt-4.1': [always(providerAnswer({ answer }))], 'deepseek-chat': [] },
      origins: { openai: { serves: ['gpt-4.1'] }, gateway: { serves: ['deepseek-chat'] } },
    },
    load: sequential({ calls: 2, pauseMs: 50 }),
    expect: { ...quick, answeredAtLeast: 1 },
    exercises: ['dead-credential-not-reused', 'answers-as-expected'],
  }),
)
