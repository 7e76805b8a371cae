import { providerAnswer } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const param422 = defineScenario({
  name: 'param-422',
  family: 'request',
  requirement: 'Parameters that a provider cannot read are sent once, and the caller is told.',
  source: 'DeepSeek error codes: 422, fix the request; RFC 9110 section 15.5.21',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [always(providerAnswer({ answer: 'deepseek.invalidParameters' }))],
      'deepseek-reasoner': [always(providerAnswer({ answer: 'deepseek.badRequest' }))],
    },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtMost: 0, failsWith: { errorClass: 'invalid_request', status: 422 } },
  exercises: ['no-retry-after-terminal', 'no-wait-after-last-attempt', 'failure-says-why', 'answers-as-expected'],
})
