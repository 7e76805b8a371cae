import { structuredAnswer } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const answerSchema = { type: 'object', required: ['answer'], properties: { answer: { type: 'string' } } } as const

const asked =
  'An answer that breaks the schema its caller has named is of no use to it: another is asked for, and this one is never returned.'
const late =
  'A stream that turns out to break the schema ends in an error: its caller has read it, so nothing is asked again.'

const forms = [
  ['200-wrong-format', 'prose', false, asked],
  ['200-wrong-format-field', 'missingField', false, asked],
  ['200-wrong-format-stream', 'prose', true, late],
] as const

/** JSON wrapped into prose, JSON without the field, and the same as a stream. */
export const wrongFormat = forms.map(([name, form, stream, requirement]) =>
  defineScenario({
    name,
    family: 'not-success',
    requirement,
    source: "The tutorial's own complaint: answers in the wrong format",
    strength: 'should',
    upstream: {
      models: {
        'deepseek-chat': [always(structuredAnswer({ form }))],
        'moonshot-v1-8k': [always(structuredAnswer({ form: 'fits' }))],
      },
    },
    load: sequential({ calls: 2 }),
    caller: { stream },
    expect: { ...quick, answerSchema, ...(stream ? { answeredAtMost: 0 } : { answeredAtLeast: 1 }) },
    exercises: ['success-means-complete', 'answers-as-expected'],
  }),
)
