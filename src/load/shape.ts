import type { RandomStream } from '../runtime/index.ts'

/** A load with its options, as it stands in a scenario: plain JSON. */
export type LoadSpec = { readonly type: string } & Readonly<Record<string, unknown>>

interface ShapeText {
  readonly type: string
  readonly doc: string
}

/** Calls start when they are due, whatever became of the earlier ones. */
export interface OpenShapeDefinition<Options> extends ShapeText {
  /** Instants in ms since the run began, never descending. */
  starts(options: Options, random: RandomStream): Iterable<number>
}

/** A caller starts its next call when the last one has ended. */
export interface ClosedShapeDefinition<Options> extends ShapeText {
  plan(options: Options): { callers: number; callsPerCaller: number; pauseMs: number }
}

export type OpenShape<Options> = { readonly arrivals: 'open' } & OpenShapeDefinition<Options> &
  ((options: Options) => LoadSpec)
export type ClosedShape<Options> = { readonly arrivals: 'closed' } & ClosedShapeDefinition<Options> &
  ((options: Options) => LoadSpec)

export function defineOpenShape<Options extends object>(definition: OpenShapeDefinition<Options>): OpenShape<Options> {
  const write = (options: Options): LoadSpec => ({ type: definition.type, ...options })
  return Object.assign(write, definition, { arrivals: 'open' } as const)
}

export function defineClosedShape<Options extends object>(
  definition: ClosedShapeDefinition<Options>,
): ClosedShape<Options> {
  const write = (options: Options): LoadSpec => ({ type: definition.type, ...options })
  return Object.assign(write, definition, { arrivals: 'closed' } as const)
}
