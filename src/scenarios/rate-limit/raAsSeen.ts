import { providerAnswer } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const seen = [
  [
    'ra-in-body',
    'openrouter.capacity',
    'A wait that stands in the body alone, as a number, is waited for like one in a header.',
    'openrouter.ai/docs errors: availability.retry_after',
  ],
  [
    'ra-beside-past-reset',
    'holysheep.rateLimitHeaders',
    'Retry-After goes before a reset that stands beside it and has gone by.',
    'RFC 9110 section 10.2.3; holysheep.ai article (vendor blog, live check pending)',
  ],
] as const

/** Waits as providers were seen to ask for them. */
export const raAsSeen = seen.map(([name, answer, requirement, source]) =>
  defineScenario({
    name,
    family: 'rate-limit',
    requirement,
    source,
    strength: 'should',
    upstream: { models: { 'deepseek-chat': [first(1, providerAnswer({ answer }))] } },
    load: sequential({ calls: 2 }),
    expect: { ...standard, answeredAtLeast: 1 },
    exercises: ['retry-after-honoured', 'answers-as-expected'],
  }),
)
