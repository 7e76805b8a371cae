import type { RandomStream } from '../../runtime/index.ts'
import { defineOpenShape } from '../shape.ts'

/** vLLM's `--burstiness` is the same number as `shape`. */
export const gamma = defineOpenShape<{ perSecond: number; shape: number; durationMs: number }>({
  type: 'gamma',
  doc: 'Arrivals at a mean of `perSecond`, for `durationMs`, in bursts: the smaller `shape`, the more; 1 is poisson.',
  *starts({ perSecond, shape, durationMs }, random) {
    let atMs = 0
    for (;;) {
      const gapMs = (gammaOf(shape, random) * 1000) / (shape * perSecond)
      // Whole microseconds, so that the last bit of a logarithm cannot move an event.
      atMs += Math.round(gapMs * 1000) / 1000
      if (atMs >= durationMs) return
      yield atMs
    }
  },
})

/** One draw of mean and variance `shape`. Marsaglia and Tsang, “A simple method for generating gamma variables”, 2000. */
function gammaOf(shape: number, random: RandomStream): number {
  // What is below 1 is drawn one higher and scaled down by a power of a uniform draw.
  if (shape < 1) return gammaOf(shape + 1, random) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const v = (1 + c * normal) ** 3
    const isTaken = v > 0 && Math.log(1 - random()) < (normal * normal) / 2 + d - d * v + d * Math.log(v)
    if (isTaken || Number.isNaN(shape)) return d * v
  }
}
