import { latency, quota, rateLimit } from '../../faults/catalogue/index.ts'
import { always, during } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario, type Scenario } from '../scenario.ts'

const hourMs = 3_600_000
const minuteMs = 60_000

/**
 * An hour in which so many processes share one key: each calls once a minute, for five minutes all are sent away, and the
 * quota is what they need on a good day and a tenth more. Too long for every run: the bench plays it.
 */
export function hourOf(instances: number): Scenario {
  const calls = instances * 60
  return defineScenario({
    name: `fleet-hour-of-${instances}`,
    family: 'fleet',
    requirement:
      'An hour with a storm in it: all that the quota allows is used, and after the storm calls go well again.',
    source: 'OpenAI rate limits guide: limits are an organisation’s, not a process’s',
    strength: 'should',
    upstream: {
      models: {
        'deepseek-chat': [
          during(10 * minuteMs, 15 * minuteMs, rateLimit({ retryAfterSeconds: 20 })),
          always(quota({ rpm: Math.ceil(instances * 1.1) })),
          always(latency({ delayMs: 300 })),
        ],
      },
    },
    load: constant({ calls, everyMs: hourMs / calls }),
    instances,
    expect: {
      ...standard,
      amplificationAtMost: 3,
      outage: { fromMs: 10 * minuteMs, toMs: 15 * minuteMs, recoversWithinMs: 5 * minuteMs },
    },
    exercises: ['retry-after-honoured', 'retry-amplification-bounded', 'recovers-after-outage'],
  })
}
