import { defineOpenShape } from '../shape.ts'

/** The rate goes in a straight line from where it was to `perSecond`, within `durationMs`; 0 is a jump. */
interface RateStage {
  readonly perSecond: number
  readonly durationMs: number
}

export const rampingArrivalRate = defineOpenShape<{ fromPerSecond?: number; stages: readonly RateStage[] }>({
  type: 'rampingArrivalRate',
  doc: 'Calls at a rate that begins with `fromPerSecond` (0) and goes through `stages`, in a straight line in each.',
  *starts({ fromPerSecond = 0, stages }) {
    let beganMs = 0
    let before = 0
    let call = 0
    let rate = fromPerSecond
    for (const { perSecond, durationMs } of stages) {
      // The k-th call starts where the integral of the rate, rate * t + slope * t^2 / 2, reaches k.
      const slope = durationMs === 0 ? 0 : (perSecond - rate) / durationMs
      const within = ((rate + perSecond) / 2) * durationMs
      for (;;) {
        const area = call * 1000 - before
        if (area >= within) break
        yield beganMs + reached(area, rate, slope)
        call += 1
      }
      beganMs += durationMs
      before += within
      rate = perSecond
    }
  },
})

/** The root of rate * t + slope * t^2 / 2 = area, in whole microseconds; in a form that is exact for small slopes. */
function reached(area: number, rate: number, slope: number): number {
  if (area === 0) return 0
  const atMs = (2 * area) / (rate + Math.sqrt(Math.max(0, rate * rate + 2 * slope * area)))
  return Math.round(atMs * 1000) / 1000
}
