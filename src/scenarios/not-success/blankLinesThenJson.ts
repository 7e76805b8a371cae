import { blankLines } from '../../faults/catalogue/index.ts'
import { always, type Rule } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const waits: readonly (readonly [name: string, rule: Rule, requirement: string, exercises: readonly string[]])[] = [
  [
    'blank-lines-then-json',
    always(blankLines({ everyMs: 100, forMs: 600 })),
    'Empty lines before the JSON feed the limit on silence, and the answer behind them is an answer.',
    ['every-call-settles', 'answers-as-expected'],
  ],
  [
    'blank-lines-for-ever',
    always(blankLines({ everyMs: 100 })),
    'Empty lines without end are bounded by the limit on the attempt, and another endpoint answers.',
    ['success-means-complete', 'attempts-closed', 'answers-as-expected'],
  ],
]

/** DeepSeek sends them while a request waits for its turn, for up to ten minutes. */
export const blankLinesBeforeJson = waits.map(([name, rule, requirement, exercises]) =>
  defineScenario({
    name,
    family: 'not-success',
    requirement,
    source: 'DeepSeek: rate limit page; RFC 8259 section 2: white space before JSON means nothing',
    strength: 'should',
    upstream: { models: { 'deepseek-chat': [rule], 'moonshot-v1-8k': [] } },
    load: sequential({ calls: 2 }),
    expect: {
      ...quick,
      timeouts: { ...quick.timeouts, attemptMs: 1_000 },
      maxAttemptsPerEndpoint: 1,
      answeredAtLeast: 1,
    },
    exercises,
  }),
)
