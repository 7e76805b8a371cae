import { rateLimit } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const forms = [
  ['ra-garbage-word', 'abc', 'ky #390'],
  ['ra-garbage-negative', '-5', 'ky #390'],
  ['ra-garbage-iso-date', '2026-01-01T00:00:05Z', 'RFC 9110 section 10.2.3 knows HTTP dates only'],
  ['ra-garbage-epoch', '1735689600', 'an epoch that has gone by; as seconds it would be 55 years'],
  ['ra-garbage-twice', '5, 7', 'RFC 9110 section 5.3: two lines of one field are one list, and Retry-After is none'],
  ['ra-garbage-fraction', '0.5.1', 'RFC 9110 section 10.2.3: delay-seconds are digits'],
] as const

/** Each by itself and alone on the chain: whoever takes one at its word waits for years, or does not wait at all. */
export const raGarbageForms = forms.map(([name, raw, source]) =>
  defineScenario({
    name,
    family: 'rate-limit',
    requirement: 'What is no wait counts as absent: back off as usual, within the attempts, and get the answer.',
    source,
    strength: 'should',
    upstream: { models: { 'deepseek-chat': [first(2, rateLimit({ raw, provider: 'deepseek' }))] } },
    load: sequential({ calls: 2 }),
    expect: { ...quick, answeredAtLeast: 1 },
    exercises: ['retry-after-total', 'attempts-bounded', 'answers-as-expected', 'every-call-settles'],
  }),
)
