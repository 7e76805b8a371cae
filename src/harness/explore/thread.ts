import type { Address } from './address.ts'
import type { Candidate } from './candidates.ts'
import type { ShardOrder, ShardResult } from './playShard.ts'
import type { SmallCase } from './shrinkCandidate.ts'

/** What a thread is started with. */
export interface ThreadSetup {
  readonly target: Address
  readonly own: readonly Address[]
  /** One 32-bit count of cases begun, which the watchdog reads, and the number of the last one behind it. */
  readonly progress: SharedArrayBuffer
}

/** Of `progress`: how many cases were begun, and the number of the last one in its exploration (-1 while shrinking). */
export const beganCell = 0
export const numberCell = 1

export type ThreadOrder = { readonly play: ShardOrder } | { readonly shrink: Candidate }

export type ThreadAnswer =
  | { readonly played: ShardResult }
  | { readonly shrunk: SmallCase }
  /** What the thread itself threw, beyond any case. */
  | { readonly failed: string }
