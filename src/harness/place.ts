import { endpointsOf, type Script } from '../faults/index.ts'
import type { TargetEndpoint } from '../targets/target.ts'

/** Keys of a rehearsal are made up; they look like keys, so that a leak shows. */
export function keyOf(credential: string): string {
  return `sk-rehearsal-${credential}-0123456789abcdef`
}

/** The key of each credential in the script, and the name by which the history may speak of it. */
export function credentialNames(script: Script): Map<string, string> {
  return new Map(endpointsOf(script).map(({ credential }) => [keyOf(credential), credential]))
}

/**
 * The chain as a target gets it: the script's endpoints at the places where a world serves them. `keyEnding` stands behind
 * each key.
 */
export function placeEndpoints(script: Script, origins: ReadonlyMap<string, string>, keyEnding = ''): TargetEndpoint[] {
  return endpointsOf(script).map(({ model, origin, credential }) => ({
    model,
    baseURL: `${origins.get(origin) ?? ''}/v1`,
    apiKey: `${keyOf(credential)}${keyEnding}`,
  }))
}
