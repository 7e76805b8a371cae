import type { RunPlan } from './world.ts'
import { client } from '../targets/client.ts'
import { virtual } from './worlds/virtual.ts'

/**
 * How long a run takes in real time is what it takes in virtual time: a run that was not played on the virtual clock yet
 * is played there first, to look.
 */
export class Durations {
  readonly #elapsedMs = new Map<string, number>()

  learn(plan: RunPlan, elapsedMs: number): void {
    this.#elapsedMs.set(keyOf(plan), elapsedMs)
  }

  /** In ms; undefined for what the virtual world cannot play. */
  async of(plan: RunPlan): Promise<number | undefined> {
    const key = keyOf(plan)
    if (!this.#elapsedMs.has(key) && virtual.refuses(plan.scenario) === undefined) {
      // Who has a network of its own takes at least as long as ours, give or take: other runs may have this process's time.
      const target = plan.target.network === undefined ? plan.target : client
      this.#elapsedMs.set(key, (await virtual.play({ ...plan, target })).elapsedMs)
    }
    return this.#elapsedMs.get(key)
  }
}

function keyOf({ target, scenario, seed }: RunPlan): string {
  return JSON.stringify([target.name, scenario.name, seed])
}
