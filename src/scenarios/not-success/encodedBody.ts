import { contentEncoding } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const forms = [
  [
    '200-gzip-truncated',
    'truncatedGzip',
    'A compressed body that breaks off is no answer, however much of it can be read.',
  ],
  ['200-gzip-corrupt', 'corruptGzip', 'A compressed body that cannot be unpacked is no answer.'],
  [
    '200-encoding-unknown',
    'unknown',
    'A body in a coding that the client did not ask for is read if it can be, or is no answer: never a guess.',
  ],
] as const

/** Bodies whose coding is broken, or strange. A client that asks for none (`accept-encoding: identity`) meets them all the same. */
export const encodedBody = forms.map(([name, form, requirement]) =>
  defineScenario({
    name,
    family: 'not-success',
    requirement,
    source: 'RFC 9110 section 8.4; undici PR#2126: a gzip body that is cut reads as a silent, empty 200',
    strength: 'must',
    upstream: { models: { 'deepseek-chat': [always(contentEncoding({ form }))], 'moonshot-v1-8k': [] } },
    load: sequential({ calls: 2 }),
    expect: { ...quick, answeredAtLeast: 1 },
    exercises: form === 'unknown' ? ['answers-as-expected'] : ['success-means-complete', 'answers-as-expected'],
  }),
)
