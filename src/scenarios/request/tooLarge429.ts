import { providerAnswer } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const tooLarge429 = defineScenario({
  name: 'too-large-429',
  family: 'request',
  requirement:
    'A request that is larger than a whole minute allows never fits: it is not sent there again, a larger model may take it.',
  source: 'CodeBoarding#42: 429 with the type and code of a rate limit, and only the sentence says otherwise',
  strength: 'should',
  upstream: {
    models: { 'gpt-4o': [always(providerAnswer({ answer: 'openai.tooLarge' }))], 'deepseek-chat': [] },
    origins: { openai: { serves: ['gpt-4o'] }, gateway: { serves: ['deepseek-chat'] } },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['no-retry-after-terminal', 'answers-as-expected'],
})

export const tooLarge429Alone = defineScenario({
  name: 'too-large-429-alone',
  family: 'request',
  requirement:
    'With no larger model to ask, the caller is told at once that the messages are too long, not that it came too often.',
  source: 'CodeBoarding#42',
  strength: 'should',
  upstream: { models: { 'gpt-4o': [always(providerAnswer({ answer: 'openai.tooLarge' }))] } },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtMost: 0, failsWith: { errorClass: 'context_length', status: 429 } },
  exercises: ['no-retry-after-terminal', 'no-wait-after-last-attempt', 'failure-says-why', 'answers-as-expected'],
})
