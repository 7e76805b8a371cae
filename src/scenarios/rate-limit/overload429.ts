import { providerAnswer } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const dresses = [
  ['overload-429-with-quota-left', 'openai.overloadedWithQuotaLeft', 'kiyoka/Sumibi#2'],
  ['overload-429-slow-down', 'openai.slowDown', 'OpenAI error codes 2026: slow_down'],
  ['overload-429-kimi', 'kimi.overloaded', 'kimi-cli#2209'],
] as const

/** The provider is too busy, whoever asks: a 429 that is no limit of this key. */
export const overload429 = dresses.map(([name, answer, source]) =>
  defineScenario({
    name,
    family: 'rate-limit',
    requirement:
      'A 429 that says "overloaded" is a passing error of the server: backed off exponentially and tried again.',
    source,
    strength: 'should',
    upstream: { models: { 'gpt-4.1': [first(2, providerAnswer({ answer }))] } },
    load: sequential({ calls: 2 }),
    expect: { ...quick, answeredAtLeast: 1 },
    exercises: ['backoff-in-envelope', 'attempts-bounded', 'answers-as-expected'],
  }),
)
