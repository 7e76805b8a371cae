import type { Step } from '../faults/index.ts'
import type { IncomingRequest } from './scriptedUpstream.ts'

/**
 * The answer to one request as it would be without any fault, from somewhere else: its steps grow as it comes. Nobody is
 * asked before a fault lets the answer through.
 */
export interface HealthyAnswer {
  /** Asks for it, once. */
  begin(): void
  /** What has come so far. Its waits add up to when it came, in ms since `begin`. */
  readonly steps: readonly Step[]
  /** No more will come. */
  readonly isWhole: boolean
  /** Calls back, once, when more has come than there was. */
  onMore(go: () => void): void
  /** Nobody waits for it any more. */
  leave(): void
}

/** In place of the answers that the script itself would give on a good day. */
export type HealthySource = (request: IncomingRequest) => HealthyAnswer
