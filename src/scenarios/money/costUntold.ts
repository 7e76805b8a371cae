import { usage } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'
import { maxTokens, money } from './prices.ts'

export const costUntold = defineScenario({
  name: 'cost-untold',
  family: 'money',
  requirement: 'An answer whose tokens nobody counted costs nobody knows how much, and not nothing.',
  source: 'OpenAI API reference, `stream_options`: without `include_usage` no counts come',
  strength: 'must',
  upstream: { models: { 'deepseek-chat': [always(usage({ form: 'untold' }))] } },
  load: sequential({ calls: 3 }),
  caller: { maxTokens },
  expect: { ...quick, ...money, answeredAtLeast: 1 },
  exercises: ['cost-adds-up', 'answers-as-expected'],
})
