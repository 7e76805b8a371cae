import { providerAnswer } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const forbiddenRegion = defineScenario({
  name: '403-region',
  family: 'auth',
  requirement: 'A 403 for the region is not retried; another provider answers.',
  source: 'OpenAI error codes: unsupported_country_region_territory; home-assistant/core#120072',
  strength: 'should',
  upstream: {
    models: { 'gpt-4.1': [always(providerAnswer({ answer: 'openai.region' }))], 'deepseek-chat': [] },
    origins: { openai: { serves: ['gpt-4.1'] }, gateway: { serves: ['deepseek-chat'] } },
  },
  load: sequential({ calls: 2, pauseMs: 100 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['no-retry-after-terminal', 'answers-as-expected'],
})
