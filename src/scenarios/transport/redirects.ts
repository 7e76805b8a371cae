import { redirect } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const statuses = [
  ['redirect-other-origin', 307],
  ['redirect-other-origin-301', 301],
  ['redirect-other-origin-302', 302],
  ['redirect-other-origin-303', 303],
  ['redirect-other-origin-308', 308],
] as const

/** Each of the five statuses that send a client elsewhere; 301 to 303 turn a POST into a GET besides. */
export const redirects = statuses.map(([name, status]) =>
  defineScenario({
    name,
    family: 'transport',
    requirement: 'Sent to another origin, a client does not take its key there; another endpoint answers.',
    source: 'RFC 9110 section 15.4: Authorization should be dropped; the Fetch standard does so',
    strength: 'must',
    upstream: {
      models: { 'deepseek-chat': [always(redirect({ status, to: 'elsewhere' }))], 'moonshot-v1-8k': [] },
      origins: { gateway: { serves: ['deepseek-chat'] }, elsewhere: { serves: ['moonshot-v1-8k'] } },
    },
    load: sequential({ calls: 2 }),
    expect: { ...quick, keysOf: { gateway: 'gateway', elsewhere: 'elsewhere' }, answeredAtLeast: 1 },
    exercises: ['key-stays-home', 'answers-as-expected'],
  }),
)
