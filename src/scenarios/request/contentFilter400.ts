import { providerAnswer } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const dresses = [
  ['content-filter-400', 400, 'kimi.contentFilter', 'platform.kimi.ai/docs/api/errors'],
  ['content-filter-400-azure', 400, 'azure.contentFilter', 'langroid/langroid#659'],
  ['content-filter-400-deepseek', 400, 'deepseek.contentFilter', '666ghj/BettaFish#108: only the sentence tells'],
  ['content-filter-403', 403, 'openrouter.moderation', 'openrouter.ai/docs errors: moderation comes as 403'],
] as const

/** What a filter refused is sent once; whether a laxer model may answer it, only the application can say. */
export const contentFilter400 = dresses.map(([name, status, answer, source]) =>
  defineScenario({
    name,
    family: 'request',
    requirement: 'What a filter refused is not sent again, nor to a laxer model that nobody opted in for.',
    source,
    strength: 'should',
    upstream: { models: { strict: [always(providerAnswer({ answer }))], lax: [] } },
    load: sequential({ calls: 2 }),
    expect: { ...quick, answeredAtMost: 0, failsWith: { errorClass: 'content_policy', status } },
    exercises: ['no-retry-after-terminal', 'no-wait-after-last-attempt', 'failure-says-why', 'answers-as-expected'],
  }),
)
