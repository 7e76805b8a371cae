import { providerAnswer } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const bogusHeaders = defineScenario({
  name: 'bogus-headers',
  family: 'rate-limit',
  requirement:
    'A limit of -1, -1 remaining and a reset of 0 say nothing: back off as usual, never by a negative time or none.',
  source: 'openai-dotnet#838: the headers of Azure OpenAI',
  strength: 'should',
  upstream: { models: { 'gpt-4.1': [first(2, providerAnswer({ answer: 'azure.badHeaders' }))] } },
  load: sequential({ calls: 3 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['attempts-bounded', 'answers-as-expected', 'every-call-settles'],
})
