import { invalidJson } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const forms = [
  ['200-html-login', 'html', 'A sign-in page with HTTP 200 is not an answer.'],
  ['200-empty-body', 'empty', 'Nothing at all with HTTP 200 is not an answer.'],
  ['200-no-choices', 'noChoices', 'A completion without choices is not an answer.'],
  ['200-null-choices', 'nullChoices', 'A completion whose choices are null is not an answer.'],
  ['200-truncated-json', 'truncated', 'JSON that ends in the middle is not an answer.'],
] as const

/** Five bodies that come with status 200 and hold no answer. */
export const notAnAnswer = forms.map(([name, form, requirement]) =>
  defineScenario({
    name,
    family: 'not-success',
    requirement,
    source: 'RFC 9112 section 8; magic-context #174; the openai SDK returns an HTML 200 as a success',
    strength: 'must',
    upstream: { models: { 'deepseek-chat': [always(invalidJson({ form }))], 'moonshot-v1-8k': [] } },
    load: sequential({ calls: 2 }),
    expect: { ...quick, answeredAtLeast: 1 },
    exercises: ['success-means-complete', 'attempts-bounded', 'answers-as-expected'],
  }),
)
