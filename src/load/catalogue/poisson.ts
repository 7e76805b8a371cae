import { defineOpenShape } from '../shape.ts'

export const poisson = defineOpenShape<{ perSecond: number; durationMs: number }>({
  type: 'poisson',
  doc: 'Independent arrivals at a mean of `perSecond`, for `durationMs`.',
  *starts({ perSecond, durationMs }, random) {
    let atMs = 0
    for (;;) {
      // Exponential gaps; whole microseconds, so that the last bit of a logarithm cannot move an event.
      atMs += Math.round((-Math.log(1 - random()) / perSecond) * 1_000_000) / 1000
      if (atMs >= durationMs) return
      yield atMs
    }
  },
})
