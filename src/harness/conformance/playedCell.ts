import type { Cell } from './cellOf.ts'
import type { Felt } from './table.ts'

/** What one play of one case gave; it travels as JSON from the process that played it. */
export interface PlayedCell {
  readonly client: string
  readonly case: string
  readonly cell: Cell
  readonly felt: Felt | null
  /** Of the rule that decided a red cell. */
  readonly broken: { readonly rule: string; readonly requirement: string; readonly source: string } | null
  /** Of a red cell: what went over the wire. */
  readonly excerpt: readonly string[]
  /** This machine was too busy to judge by: nothing is known, and the cell is worth another play. */
  readonly noisy: boolean
  /** How long the play took, in ms. */
  readonly elapsedMs: number
}
