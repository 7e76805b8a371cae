import { normalQuantile } from './normal.ts'

/**
 * Interval of a share of which `n` trials showed `share`. It never leaves 0 to 1, and it is honest near both.
 * `n` may be an effective one. Source: Wilson, J. Amer. Stat. Assoc. 22 (1927); Brown, Cai & DasGupta (2001).
 */
export function wilsonInterval(share: number, n: number, confidence = 0.95): readonly [low: number, high: number] {
  const z = -normalQuantile((1 - confidence) / 2)
  const centre = share + (z * z) / (2 * n)
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return [Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)]
}
