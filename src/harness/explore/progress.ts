import { oddsAfter } from './bias.ts'
import { Candidates } from './candidates.ts'
import { usualOdds, type Odds } from './case/index.ts'
import { addCoverage, noCoverage, type Coverage } from './coverage/coverage.ts'
import { hang } from './exploration.ts'
import type { ShardPlan } from './plan.ts'
import type { ShardResult } from './playShard.ts'
import { addTallies, noTallies, type Tallies } from './tallies.ts'

/** A target that never comes back so often is not worth waiting for. */
const mostHangs = 3

/** What all shards came to, added up in their order whatever the order in which they were played. */
export interface Sums {
  cases: number
  calls: number
  attempts: number
  readonly tallies: Tallies
  readonly coverage: Coverage
}

/**
 * Takes the results of shards in any order and adds them up in the plan's, so that nothing depends on who was faster. The
 * odds of a round are learnt from all rounds but the last before it: nobody waits for the last shard of a round.
 */
export class Progress {
  readonly candidates = new Candidates()
  readonly sums: Sums
  readonly #onAlarm: (invariant: string, number: number) => void
  readonly #early = new Map<number, { readonly plan: ShardPlan; readonly result: ShardResult }>()
  /** The next shard to be added. */
  #next = 0
  #hangs = 0
  /** The case that was looked for has come: what comes after it is not added. */
  #over = false
  #closed = false
  readonly #odds: Odds[] = [usualOdds, usualOdds]
  readonly #waiting = new Map<number, (() => void)[]>()

  constructor(invariants: readonly string[], onAlarm: (invariant: string, number: number) => void) {
    this.#onAlarm = onAlarm
    this.sums = {
      cases: 0,
      calls: 0,
      attempts: 0,
      tallies: noTallies(invariants),
      coverage: noCoverage(invariants),
    }
  }

  /** Once the rounds before are added up; undefined when no more is to be played. */
  async oddsFor(round: number): Promise<Odds | undefined> {
    while (this.#odds[round] === undefined && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#waiting.set(round, [...(this.#waiting.get(round) ?? []), resolve])
      })
    }
    return this.#closed ? undefined : this.#odds[round]
  }

  take(plan: ShardPlan, result: ShardResult): void {
    this.#early.set(plan.index, { plan, result })
    for (let early = this.#early.get(this.#next); early !== undefined && !this.#over;) {
      this.#early.delete(this.#next)
      this.#next += 1
      this.#add(early.plan, early.result)
      early = this.#early.get(this.#next)
    }
  }

  /** Lets those go who wait. What is being played is still taken. */
  stop(): void {
    this.#closed = true
    for (const waiting of this.#waiting.values()) for (const resolve of waiting) resolve()
    this.#waiting.clear()
  }

  #add(plan: ShardPlan, { cases, calls, attempts, tallies, coverage, candidates, ended }: ShardResult): void {
    this.sums.cases += cases
    this.sums.calls += calls
    this.sums.attempts += attempts
    addTallies(this.sums.tallies, tallies)
    addCoverage(this.sums.coverage, coverage)
    for (const candidate of candidates) {
      const isNew = this.candidates.of(candidate.invariant).length === 0
      this.candidates.add(candidate)
      if (candidate.invariant === hang) this.#hangs += 1
      if (isNew) this.#onAlarm(candidate.invariant, candidate.number)
    }
    if (ended || this.#hangs >= mostHangs) {
      this.#over = true
      this.stop()
    }
    if (plan.endsRound) this.#learn(plan.round + 2)
  }

  #learn(round: number): void {
    this.#odds[round] = oddsAfter(this.sums.coverage)
    for (const resolve of this.#waiting.get(round) ?? []) resolve()
    this.#waiting.delete(round)
  }
}
