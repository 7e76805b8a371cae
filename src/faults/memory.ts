import type { Exchange } from './fault.ts'

/** What a fault remembers of the exchanges before, and how it refuses one because of them. All of it is pure. */
export interface Memory<Options, State> {
  /** Rules that give the same name remember together; undefined: each rule for itself. */
  sharedAs(options: Options): string | undefined
  initial(options: Options): State
  /**
   * Undefined if the exchange may pass. Else how many ms later it might, if nobody else comes: 0 where not time decides but
   * another exchange's end, Infinity where it never will.
   */
  refusedForMs(options: Options, state: State, exchange: Exchange): number | undefined
  /** After the exchange came. It was admitted only if every memory that it met let it pass. */
  after(options: Options, state: State, exchange: Exchange, admitted: boolean): State
  /** After an exchange that was admitted is over. */
  released(state: State): State
}

/** What became of an exchange at the memories that it met. */
export interface Passage<State> {
  readonly admitted: boolean
  /** What this fault remembers now. */
  readonly state: State
  /** If it was refused: for how long, by all of them together. Infinity where it will never pass. */
  readonly refusedForMs: number
}

/** A rule with a memory that an exchange meets. */
export interface Remembering {
  /** Where its state is kept. */
  readonly key: string
  readonly options: unknown
  readonly memory: Memory<unknown, unknown>
}

export type Memories = Readonly<Record<string, unknown>>

/**
 * All memories are asked before any of them is told: what one refuses costs nothing at the others, and who comes back
 * when the last of them would let it pass is admitted.
 */
export function meet(
  met: readonly Remembering[],
  memories: Memories,
  exchange: Exchange,
): { memories: Memories; admitted: boolean; refusedForMs: number } {
  const after: Record<string, unknown> = { ...memories }
  for (const { key, options, memory } of met) if (!Object.hasOwn(after, key)) after[key] = memory.initial(options)
  const admitted = refusalOf(met, after, exchange) === undefined
  for (const { key, options, memory } of met) after[key] = memory.after(options, after[key], exchange, admitted)
  return { memories: after, admitted, refusedForMs: admitted ? 0 : (refusalOf(met, after, exchange) ?? 0) }
}

/** For how long all of them together refuse; undefined if none does. */
function refusalOf(met: readonly Remembering[], memories: Memories, exchange: Exchange): number | undefined {
  let longestMs: number | undefined
  for (const { key, options, memory } of met) {
    const refusedForMs = memory.refusedForMs(options, memories[key], exchange)
    if (refusedForMs !== undefined) longestMs = Math.max(longestMs ?? 0, refusedForMs)
  }
  return longestMs
}
