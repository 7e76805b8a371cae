import { errorInSuccess } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const errorObject = defineScenario({
  name: '200-error-object',
  family: 'not-success',
  requirement: 'An error object that comes with HTTP 200 is an error.',
  source: 'OpenRouter error page; 24 of 33 clients measured return it as an answer',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(errorInSuccess({}))], 'moonshot-v1-8k': [] },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['success-means-complete', 'answers-as-expected'],
})
