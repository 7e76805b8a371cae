import { quota } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const windows = [
  ['fixed', 'a window that starts anew each full minute'],
  ['sliding', 'a window that slides'],
  ['bucket', 'a bucket that refills without a break'],
] as const

/** The same quota, counted in three ways, and a rush over the edge of the minute. */
export const slidingVsFixed = windows.map(([window, what]) =>
  defineScenario({
    name: `sliding-vs-fixed-${window}`,
    family: 'rate-limit',
    requirement: `Ten a minute, counted in ${what}: no more than ten in any minute around the edge, and none is refused.`,
    source: 'node-rate-limiter #25; the tutorial clears its list every 60 s; Azure OpenAI resets each minute',
    strength: 'should',
    upstream: { models: { 'deepseek-chat': [always(quota({ rpm: 10, window }))] } },
    load: constant({ calls: 20, everyMs: 500, fromMs: 55_000 }),
    expect: { ...standard, deadlineMs: 90_000, rpm: 10, maxAttemptsPerCall: 1, answeredAtLeast: 1 },
    exercises: ['rate-limit-kept', 'answers-as-expected'],
  }),
)
