import { latency, serverError } from '../../src/faults/catalogue/index.ts'
import { always, probability } from '../../src/faults/index.ts'
import { constant } from '../../src/load/index.ts'
import { standard, type Scenario } from '../../src/scenarios/index.ts'

/** One exchange in so many fails, and is tried again. */
export const failsOneIn = 10

/** Between two calls; 90,000 of them take an hour and come to 100,000 attempts. */
export const everyMs = 40

/** A day as it mostly is: answers after 45 ms, and one exchange in ten fails. */
export function steady(attempts: number): Scenario {
  return {
    name: 'steady',
    family: 'bench',
    requirement: 'Every call is answered.',
    source: 'Made for the bench.',
    strength: 'must',
    upstream: {
      models: {
        'deepseek-chat': [probability(1 / failsOneIn, serverError({})), always(latency({ delayMs: 45 }))],
        'moonshot-v1-8k': [always(latency({ delayMs: 60 }))],
      },
    },
    load: constant({ calls: Math.round(attempts * (1 - 1 / failsOneIn)), everyMs }),
    expect: standard,
    exercises: [],
  }
}
