import { catalogue as catalogueOfFaults, faultNamed } from '../../../faults/index.ts'
import type { AttemptKind } from '../../../history/index.ts'
import { features } from './features.ts'

/** Where an attempt that met a fault came to: the first thing that it did not get; `whole` if it got a whole answer. */
export const phases = ['connect', 'tls', 'headers', 'first-token', 'body', 'whole'] as const
export type Phase = (typeof phases)[number]

export const kinds = ['first', 'retry', 'fallback', 'hedge', 'probe'] as const satisfies readonly AttemptKind[]

export const faults: readonly string[] = Object.values(catalogueOfFaults).map(({ type }) => type)

/** What a cell of the coverage is counted by; the invariants, the user's own included, are given. */
export interface Axes {
  readonly faults: readonly string[]
  readonly phases: readonly Phase[]
  readonly kinds: readonly AttemptKind[]
  readonly features: readonly string[]
  readonly invariants: readonly string[]
}

export function axesOf(invariants: readonly string[]): Axes {
  return { faults, phases, kinds, features, invariants }
}

const indexByFault = new Map(faults.map((type, index) => [type, index]))

/** -1 for a fault of the user's own: it is in no random case. */
export function indexOfFault(type: string): number {
  return indexByFault.get(type) ?? -1
}

/** The phases in which a fault can end an attempt; of those an exchange fault seldom knows all. */
export function phasesOf(fault: string): readonly Phase[] {
  if (faultNamed(fault).on === 'exchange') return ['headers', 'first-token', 'body', 'whole']
  return [fault.startsWith('tls') ? 'tls' : 'connect']
}
