/** P(Z <= z) of the standard normal; relative error of the smaller tail below 1.2e-7. */
export function normalAtMost(z: number): number {
  const tail = 0.5 * complementaryError(Math.abs(z) / Math.SQRT2)
  return z > 0 ? 1 - tail : tail
}

/** The z of which the standard normal stays below with chance `p`, for 0 < p < 1: found by Newton's method on the CDF. */
export function normalQuantile(p: number): number {
  if (p === 0.5) return 0
  if (p > 0.5) return -normalQuantile(1 - p)
  // Abramowitz & Stegun 26.2.23 as a start; two steps then bring all digits that the CDF has.
  const t = Math.sqrt(-2 * Math.log(p))
  let z = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))))
  for (let step = 0; step < 4; step += 1) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
    z -= (normalAtMost(z) - p) / density
  }
  return z
}

/** erfc(x) for x >= 0. Source: Numerical Recipes, 2nd ed., 6.2: a Chebyshev fit with relative error below 1.2e-7. */
function complementaryError(x: number): number {
  const t = 1 / (1 + 0.5 * x)
  const terms = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ]
  return t * Math.exp(-x * x + terms.reduceRight((sum, term) => sum * t + term, 0))
}
