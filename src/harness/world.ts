import type { History } from '../history/index.ts'
import type { Scenario, WorldName } from '../scenarios/scenario.ts'
import type { Target } from '../targets/target.ts'

/** What is to be played: one target against one scenario with one seed. */
export interface RunPlan {
  readonly target: Target
  readonly scenario: Scenario
  readonly seed: number
  /**
   * In real time, and for targets with a network of their own: after so many ms nothing is waited for any more, and what is
   * open by then stays unsettled.
   */
  readonly timeLimitMs?: number
}

export interface Played {
  readonly history: History
  /** How long it took on the run's own clock. */
  readonly elapsedMs: number
  /** By how much two witnesses of this run may differ in time. */
  readonly toleranceMs: number
  /** In real time: how late this process itself was at worst. */
  readonly worstLagMs?: number
}

/** A place where scenarios run. */
export interface World {
  readonly name: WorldName
  readonly doc: string
  /** Time passes as on the wall: long scenarios take long. */
  readonly realTime: boolean
  /** Runs share something (ports, say), so that they must come one after the other. */
  readonly oneAtATime?: boolean
  /** A client that reaches the network by its own means finds the upstream here. */
  readonly realSockets?: boolean
  /** A client that uses the clock and the network of this process by its own means finds those of the run in their place. */
  readonly lendsProcess?: boolean
  /** Why this world cannot play a scenario (for a target, where that matters), or undefined if it can. */
  refuses(scenario: Scenario, target?: Target): string | undefined
  /** Makes sure, before anything is written, that what all runs need is there. Throws a `Problem`. */
  prepare?(scenarios: readonly Scenario[]): Promise<void>
  play(plan: RunPlan): Promise<Played>
}
