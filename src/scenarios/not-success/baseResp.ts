import { errorInSuccess, invalidApiKey, quotaExhausted, serverError } from '../../faults/catalogue/index.ts'
import { always, first, type Rule } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const provider = 'minimax'
const passes = ['success-means-complete', 'attempts-bounded', 'answers-as-expected'] as const
const kills = ['success-means-complete', 'dead-credential-not-reused', 'answers-as-expected'] as const

const codes: readonly (readonly [name: string, rule: Rule, meaning: string, exercises: readonly string[]])[] = [
  ['200-base-resp', always(quotaExhausted({ provider })), '1008, no money, is no answer and no reason to retry', kills],
  ['200-base-resp-1004', always(invalidApiKey({ provider })), '1004, a wrong key, is told once', kills],
  [
    '200-base-resp-1002',
    first(1, errorInSuccess({ error: 'rateLimit', provider })),
    '1002, a rate limit, is waited out and tried again',
    passes,
  ],
  [
    '200-base-resp-1001',
    first(1, errorInSuccess({ error: 'overloaded', provider })),
    '1001, a time-out behind it, is tried again',
    passes,
  ],
  ['200-base-resp-1024', first(1, serverError({ provider })), '1024, an error inside, is tried again', passes],
]

/** MiniMax answers 200 to everything; what happened stands in a code. */
export const baseResp = codes.map(([name, rule, meaning, exercises]) =>
  defineScenario({
    name,
    family: 'not-success',
    requirement: `MiniMax's base_resp in an HTTP 200 means what its code means: ${meaning}.`,
    source: 'MiniMax error codes; cherry-studio#11287; Roo-Code PR#9105',
    strength: 'must',
    upstream: {
      models: { 'abab6-chat': [rule], 'deepseek-chat': [] },
      origins: { minimax: { serves: ['abab6-chat'] }, gateway: { serves: ['deepseek-chat'] } },
    },
    load: sequential({ calls: 2 }),
    expect: { ...quick, answeredAtLeast: 1 },
    exercises,
  }),
)
