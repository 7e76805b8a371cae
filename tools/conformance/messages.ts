import type { PlayedCell } from '../../src/harness/conformance/playedCell.ts'
import type { Play } from '../../src/harness/conformance/plays.ts'

/** Between the process that deals the plays out and those that play them. */
export interface Ask {
  readonly id: number
  readonly play: Play
}

export interface Told {
  readonly id: number
  readonly played: PlayedCell
}
