import { providerAnswer, status } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const statuses = [
  ['529-overloaded', providerAnswer({ answer: 'minimax.overloadedAs529' }), 'NousResearch/hermes-agent#10210'],
  ['408-request-timeout', status({ status: 408 }), 'RFC 9110 section 15.5.9: the client may repeat the request'],
  ['409-conflict', status({ status: 409 }), 'RFC 9110 section 15.5.10; openai-node retries it'],
  ['425-too-early', status({ status: 425 }), 'RFC 8470 section 5.2 (that a chat provider sends it was not seen)'],
] as const

/** Statuses below 500, or unknown to RFC 9110, that pass all the same. */
export const passingStatuses = statuses.map(([name, fault, source]) =>
  defineScenario({
    name,
    family: 'server-error',
    requirement: 'What passes is tried again with backoff, although its status is not one of the usual five hundreds.',
    source,
    strength: 'should',
    upstream: { models: { 'deepseek-chat': [first(2, fault)] } },
    load: sequential({ calls: 2 }),
    expect: { ...quick, answeredAtLeast: 1 },
    exercises: ['backoff-in-envelope', 'attempts-bounded', 'answers-as-expected'],
  }),
)
