import { limitData } from '../../faults/catalogue/index.ts'
import { always, first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const fallbackDisabled = defineScenario({
  name: 'fallback-disabled',
  family: 'fallback',
  requirement: 'Where fallback is switched off it is off: before the first word of a stream and after it.',
  source: 'litellm #19077: disable_fallbacks was ignored in the middle of a stream',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [first(1, limitData({ bytes: 900 })), always(limitData({ bytes: 100 }))],
      'moonshot-v1-8k': [],
    },
  },
  load: sequential({ calls: 2 }),
  caller: { stream: true },
  expect: { ...quick, fallback: false, answeredAtMost: 0 },
  exercises: ['fallback-as-declared', 'success-means-complete', 'answers-as-expected'],
})
