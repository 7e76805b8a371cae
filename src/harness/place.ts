import { endpointsOf, type Script } from '../faults/index.ts'
import type { TargetEndpoint } from '../targets/target.ts'

/** What makes the keys of a run in this process; a program of its own gets some that nobody else has. */
const ownSalt = '0123456789abcdef'

/** Keys of a rehearsal are made up; they look like keys, so that a leak shows. */
export function keyOf(credential: string, salt = ownSalt): string {
  return `sk-rehearsal-${credential}-${salt}`
}

/** The key of each credential in the script, and the name by which the history may speak of it. */
export function credentialNames(script: Script, salt?: string): Map<string, string> {
  return new Map(endpointsOf(script).map(({ credential }) => [keyOf(credential, salt), credential]))
}

/**
 * The chain as a target gets it: the script's endpoints at the places where a world serves them. `keyEnding` stands behind
 * each key.
 */
export function placeEndpoints(
  script: Script,
  origins: ReadonlyMap<string, string>,
  { keyEnding = '', salt }: { readonly keyEnding?: string | undefined; readonly salt?: string | undefined } = {},
): TargetEndpoint[] {
  return endpointsOf(script).map(({ model, origin, credential }) => ({
    model,
    baseURL: `${origins.get(origin) ?? ''}/v1`,
    apiKey: `${keyOf(credential, salt)}${keyEnding}`,
  }))
}
