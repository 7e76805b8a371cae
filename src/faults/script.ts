import type { FaultSpec } from './fault.ts'

/** When a rule bends an exchange. Counting is per rule; `during` is in ms since the run began, its end excluded. */
export type When =
  | { readonly always: true }
  | { readonly first: number }
  | { readonly after: number }
  | { readonly during: readonly [fromMs: number, toMs: number] }
  | { readonly probability: number }

export interface Rule {
  readonly when: When
  readonly fault: FaultSpec
}

/** A place that models are served from: one port on the wire. */
export interface OriginScript {
  readonly serves: readonly string[]
  /** Which key opens it; origins that name the same credential share it. Defaults to the origin's own name. */
  readonly credential?: string
  readonly tls?: boolean
  /** Speaks HTTP/2 with whoever can (ALPN, so it needs `tls: true`), and HTTP/1.1 with the others. */
  readonly http2?: boolean
  /** Connection faults of this origin. */
  readonly rules?: readonly Rule[]
}

/**
 * What an upstream does, as plain JSON: rules per model (the order of the models is the order of the fallback chain),
 * and where the models live. Models that no origin names live at `gateway`. The first rule that matches is outermost:
 * it wraps or replaces what the later ones give.
 */
export interface Script {
  readonly models: Readonly<Record<string, readonly Rule[]>>
  readonly origins?: Readonly<Record<string, OriginScript>>
}

export const always = (fault: FaultSpec): Rule => ({ when: { always: true }, fault })
/** The first `count` requests that reach this rule. */
export const first = (count: number, fault: FaultSpec): Rule => ({ when: { first: count }, fault })
/** All requests but the first `count`. */
export const after = (count: number, fault: FaultSpec): Rule => ({ when: { after: count }, fault })
export const during = (fromMs: number, toMs: number, fault: FaultSpec): Rule => ({
  when: { during: [fromMs, toMs] },
  fault,
})
/** Each request with this chance, drawn from the exchange's own stream. */
export const probability = (chance: number, fault: FaultSpec): Rule => ({ when: { probability: chance }, fault })

export const defaultOrigin = 'gateway'

/** A model at an origin with a credential, in the order of the chain. */
export interface ScriptedEndpoint {
  readonly model: string
  readonly origin: string
  readonly credential: string
  readonly tls: boolean
}

/** Whoever plays, drives or judges a day asks for them. */
const endpoints = new WeakMap<Script, readonly ScriptedEndpoint[]>()

export function endpointsOf(script: Script): readonly ScriptedEndpoint[] {
  let known = endpoints.get(script)
  if (known === undefined) {
    const origins = Object.entries(script.origins ?? {})
    known = Object.keys(script.models).map((model) => endpointOf(model, origins))
    endpoints.set(script, known)
  }
  return known
}

function endpointOf(model: string, origins: readonly (readonly [string, OriginScript])[]): ScriptedEndpoint {
  const [origin, place] = origins.find(([, { serves }]) => serves.includes(model)) ?? [defaultOrigin, { serves: [] }]
  return { model, origin, credential: place.credential ?? origin, tls: place.tls ?? false }
}
