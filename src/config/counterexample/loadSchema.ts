import * as v from 'valibot'
import type { shapes } from '../../load/index.ts'

/** What comes from elsewhere must end: so many calls take a minute or two. */
const mostCalls = 100_000
const longestMs = 24 * 3_600_000

const calls = v.pipe(
  v.number(),
  v.integer('a whole number from 1 to 100000'),
  v.minValue(1, 'a whole number from 1 to 100000'),
  v.maxValue(mostCalls, 'a whole number from 1 to 100000'),
)
const ms = v.pipe(
  v.number(),
  v.minValue(0, 'a number from 0 to 86400000'),
  v.maxValue(longestMs, 'a number from 0 to 86400000'),
)

/** The options of each shape of load that an exploration makes; those of benchmarks have no end that can be told. */
const loads = {
  burst: v.strictObject({ type: v.literal('burst'), calls, atMs: v.optional(ms) }),
  constant: v.strictObject({ type: v.literal('constant'), calls, everyMs: ms, fromMs: v.optional(ms) }),
  poisson: v.pipe(
    v.strictObject({
      type: v.literal('poisson'),
      perSecond: v.pipe(
        v.number(),
        v.minValue(0.001, 'a number from 0.001'),
        v.maxValue(mostCalls, 'a number up to 100000'),
      ),
      durationMs: ms,
    }),
    v.check(
      ({ perSecond, durationMs }) => (perSecond * durationMs) / 1000 <= mostCalls,
      'a load of up to 100000 calls',
    ),
  ),
  callers: v.pipe(
    v.strictObject({ type: v.literal('callers'), callers: calls, calls, pauseMs: v.optional(ms) }),
    v.check(({ callers, calls: each }) => callers * each <= mostCalls, 'a load of up to 100000 calls'),
  ),
  sequential: v.strictObject({ type: v.literal('sequential'), calls, pauseMs: v.optional(ms) }),
} satisfies Partial<Record<keyof typeof shapes, v.GenericSchema>>

export type LoadType = keyof typeof loads

export const anyLoad = v.looseObject({
  type: v.picklist(Object.keys(loads) as LoadType[]),
})

export function loadSchema(type: LoadType): v.GenericSchema {
  return loads[type]
}
