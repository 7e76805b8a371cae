import { rateLimit, status } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick, quickBreaker } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const refusals = [
  ['400', status({ status: 400 }), 'cockatiel and Polly: handle only what speaks of the server’s health'],
  ['422', status({ status: 422 }), 'RFC 9110 section 15.5.21: the server understood, the content is wrong'],
  ['404', status({ status: 404 }), 'RFC 9110 section 15.5.5'],
  ['429', rateLimit({}), 'litellm #4936 and others: a full minute took a healthy deployment out of service'],
] as const

/** The endpoint is well, whatever it thinks of these requests. */
export const breakerCallersFaults = refusals.map(([code, fault, source]) =>
  defineScenario({
    name: `breaker-after-${code}`,
    family: 'breaker',
    requirement: `Ten answers of ${code} say nothing of the server’s health: its circuit stays closed for the calls that follow.`,
    source,
    strength: 'must',
    upstream: { models: { 'deepseek-chat': [first(10, fault)] } },
    load: sequential({ calls: 20, pauseMs: 10 }),
    expect: { ...quick, breaker: quickBreaker, maxAttemptsPerEndpoint: 1, answeredAtLeast: 0.5 },
    exercises: ['breaker-kept', 'answers-as-expected'],
  }),
)
