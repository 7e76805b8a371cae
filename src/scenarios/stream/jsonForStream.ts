import { jsonForStream as wholeDocument } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const jsonForStream = defineScenario({
  name: 'json-for-stream',
  family: 'stream',
  requirement: 'Who asks for a stream and gets a whole document has the whole answer, or an error; never an empty one.',
  source: 'Gateways that ignore stream: true; SDKs that look for events in it return nothing [measured]',
  strength: 'should',
  upstream: { models: { 'deepseek-chat': [always(wholeDocument({}))] } },
  load: sequential({ calls: 2 }),
  caller: { stream: true },
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['output-from-one-attempt', 'answers-as-expected'],
})
