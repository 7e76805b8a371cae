import type { FaultSpec, Script } from '../../src/faults/index.ts'
import type { OwnLag } from './ownLag.ts'

/** Where a case is played: the upstream as a stranger finds it. */
export interface Stage {
  /** The URL origin of `gateway`. */
  readonly url: string
  /** The root to trust (PEM), where the origin speaks TLS. */
  readonly certificateAuthority: string | undefined
  readonly ownLag: OwnLag
  /** How the upstream says that an exchange ended, the first being 0: `complete`, `reset`, `fin`, `client-left`. */
  ended(exchange: number): Promise<string>
}

/** What came of a case. Empty lists: all as owed. */
export interface Finding {
  /** In a few words, for the line that is printed. */
  readonly saw: string
  /** Bytes, framing or endings that differ from what is owed. */
  readonly wrong: readonly string[]
  /** Right, but not when it was owed: a machine that was late itself may be asked again. */
  readonly untimely: readonly string[]
  /** It was not played; `saw` says why. */
  readonly skipped?: true
}

/** One line of the check: a fault with its options, and what a reader of raw sockets must see of it. */
export interface Case {
  readonly fault: FaultSpec
  readonly stream: boolean
  /** What else is special about it: `stream`, `over TLS`. */
  readonly variant: string
  readonly script: Script
  play(stage: Stage): Promise<Finding>
}
