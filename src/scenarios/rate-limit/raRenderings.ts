import { rateLimit } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { renderings } from '../../faults/retryAfter.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

/** One state, the quota comes back in two seconds, in every form in which providers and RFCs write it. */
export const raRenderings = renderings.map((rendering) =>
  defineScenario({
    name: `ra-rendering-${rendering}`,
    family: 'rate-limit',
    requirement: 'The wait is the same, however it is written: never shorter than asked, and never forgotten.',
    source:
      'RFC 9110 sections 10.2.3 and 5.6.7; draft-ietf-httpapi-ratelimit-headers; the headers of OpenAI and HolySheep',
    strength: 'should',
    upstream: {
      models: { 'deepseek-chat': [first(1, rateLimit({ waitMs: 2_000, rendering, provider: 'deepseek' }))] },
    },
    load: sequential({ calls: 2 }),
    // A date is in whole seconds: on a real clock it may ask for almost three.
    expect: { ...quick, longestAskedWaitMs: 3_000, answeredAtLeast: 1 },
    exercises: ['retry-after-honoured', 'answers-as-expected'],
  }),
)
