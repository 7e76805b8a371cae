import { keyRequired } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const auth401Whitespace = defineScenario({
  name: 'auth-401-whitespace',
  family: 'auth',
  requirement: 'A line break behind the key is taken off before it is sent; a server refuses the key with it.',
  source: 'RFC 6750 section 2.1; keys that were read from a file; validate_api_key of the tutorial',
  strength: 'should',
  upstream: { models: { 'deepseek-chat': [always(keyRequired({ provider: 'deepseek' }))] } },
  load: sequential({ calls: 2 }),
  caller: { keyEnding: '\n' },
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['answers-as-expected', 'every-call-settles'],
})
