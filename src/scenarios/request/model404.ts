import { modelNotFound } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const model404 = defineScenario({
  name: 'model-404',
  family: 'request',
  requirement: 'A model that does not exist is left for the next one at once.',
  source: 'OpenAI and Kimi error pages: use another model',
  strength: 'should',
  upstream: {
    models: { 'deepseek-v9': [always(modelNotFound({}))], 'moonshot-v1-8k': [] },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['no-retry-after-terminal', 'answers-as-expected'],
})
