import type { RandomStream } from '../runtime/index.ts'

/** A load with its options, as it stands in a scenario: plain JSON. */
export type LoadSpec = { readonly type: string } & Readonly<Record<string, unknown>>

interface ShapeText {
  readonly type: string
  readonly doc: string
}

/** Calls start when they are due, whatever became of the earlier ones. */
export interface OpenShapeDefinition<Options> extends ShapeText {
  /** Instants in ms since the run began, never descending. Made as they are asked for: a load may have millions. */
  starts(options: Options, random: RandomStream): Iterable<number>
}

/** A time in which a caller begins calls, in ms since the run began; `toMs` is not in it. */
export interface CallerTurn {
  readonly fromMs: number
  readonly toMs: number
}

export interface ClosedPlan {
  /** At most so many at once; they are numbered from 0. */
  readonly callers: number
  /** Infinity where its turns end it. */
  readonly callsPerCaller: number
  readonly pauseMs: number
  /** When this caller begins calls, ascending; absent: from the start to its last call. */
  readonly turns?: (caller: number) => readonly CallerTurn[]
}

/** A caller starts its next call when the last one has ended. */
export interface ClosedShapeDefinition<Options> extends ShapeText {
  plan(options: Options): ClosedPlan
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
