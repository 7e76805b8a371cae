import { quota } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const hintInTextRpm = defineScenario({
  name: 'hint-in-text-rpm-3',
  family: 'rate-limit',
  requirement:
    'At three requests a minute "try again after 1 seconds" is mostly untrue: the next model answers, and refusals stay within the attempts.',
  source: 'kimi-cc#16: ten retries, each after one second, all refused',
  strength: 'should',
  upstream: {
    models: {
      'kimi-k2': [always(quota({ rpm: 3, window: 'sliding', provider: 'kimi', headers: 'none', rendering: 'none' }))],
      'deepseek-chat': [],
    },
  },
  load: sequential({ calls: 20, pauseMs: 2_000 }),
  expect: { ...standard, answeredAtLeast: 1 },
  exercises: ['attempts-bounded', 'answers-as-expected'],
})
