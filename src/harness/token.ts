import { createHash } from 'node:crypto'
import type { Scenario } from '../scenarios/scenario.ts'

/** Everything that a run depends on, in one word that can be typed. */
export interface ReplayToken {
  readonly target: string
  readonly world: string
  readonly scenario: string
  readonly seed: number
  /** First digits of the scenario's hash: tells whether the scenario is still the one that failed. */
  readonly scenarioHash: string
  /** First digits of the history's hash: tells whether the run went the same way. */
  readonly historyHash: string
  /** The version, or the commit, that made it. */
  readonly madeBy: string
}

const form = /^b1\.([\w-]+)\.([\w-]+)\.([\w-]+)\.([0-9a-z]+)\.([0-9a-f]{6})\.([0-9a-f]{8})\.([\w-]+)$/

export function writeToken(token: ReplayToken): string {
  const seed = token.seed.toString(36)
  return [
    'b1',
    token.target,
    token.world,
    token.scenario,
    seed,
    token.scenarioHash,
    token.historyHash,
    token.madeBy,
  ].join('.')
}

/** Reads a token; undefined if it is none. */
export function readToken(text: string): ReplayToken | undefined {
  const found = form.exec(text.trim())
  if (found === null) return undefined
  const [, target, world, scenario, seed, scenarioHash, historyHash, madeBy] = found as unknown as string[]
  return {
    target: target!,
    world: world!,
    scenario: scenario!,
    seed: Number.parseInt(seed!, 36),
    scenarioHash: scenarioHash!,
    historyHash: historyHash!,
    madeBy: madeBy!,
  }
}

export function scenarioHash(scenario: Scenario): string {
  return createHash('sha256').update(JSON.stringify(scenario)).digest('hex').slice(0, 6)
}
