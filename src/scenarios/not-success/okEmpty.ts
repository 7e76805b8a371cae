import { noContent } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const forms = [
  ['ok-empty', false],
  ['ok-empty-stream', true],
] as const

/** As a document and as a stream, which has not begun when it ends: both may still be tried elsewhere. */
export const okEmpty = forms.map(([name, stream]) =>
  defineScenario({
    name,
    family: 'not-success',
    requirement: 'An answer without a word is none, however well it ends: another endpoint is asked.',
    source: 'cortexkit/magic-context #174: HTTP 200 with 0 tokens counted as a success',
    strength: 'must',
    upstream: { models: { 'deepseek-chat': [always(noContent({}))], 'moonshot-v1-8k': [] } },
    load: sequential({ calls: 2 }),
    caller: { stream },
    expect: { ...quick, answeredAtLeast: 1 },
    exercises: ['success-means-complete', 'attempts-bounded', 'answers-as-expected'],
  }),
)
