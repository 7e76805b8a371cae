import { createRandom } from '../../src/runtime/index.ts'

/** Standard normal numbers, in pairs (Box and Muller 1958). */
export function normals(seed: number, ...key: (string | number)[]): () => number {
  const uniform = createRandom(seed).stream(...key)
  let spare: number | undefined
  return () => {
    if (spare !== undefined) {
      const value = spare
      spare = undefined
      return value
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
    const angle = 2 * Math.PI * uniform()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}

/** AR(1) with unit variance: each value is `phi` of the one before it, and something new. `phi` 0: independent ones. */
export function autoregressive(n: number, phi: number, normal: () => number): Float64Array {
  const values = new Float64Array(n)
  const fresh = Math.sqrt(1 - phi * phi)
  values[0] = normal()
  for (let index = 1; index < n; index += 1) values[index] = phi * values[index - 1]! + fresh * normal()
  return values
}
