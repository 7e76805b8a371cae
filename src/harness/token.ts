import { createHash } from 'node:crypto'
import type { Scenario } from '../scenarios/scenario.ts'
import { caseHash, caseOf, foundFamily } from './counterexample/case.ts'
import { packCase } from './token/packCase.ts'

/** Everything that a run depends on, in one word that can be typed, or copied. */
export interface ReplayToken {
  readonly target: string
  readonly world: string
  /** The scenario's name; `x1` where the token holds the case itself, in `packed`. */
  readonly scenario: string
  /** The case of a scenario that was found and is in no catalogue: `unpackCase` opens it (docs/decisions/0011). */
  readonly packed?: string
  readonly seed: number
  /** First digits of the scenario's hash: tells whether the scenario is still the one that failed. */
  readonly scenarioHash: string
  /** First digits of the history's hash: tells whether the run went the same way. */
  readonly historyHash: string
  /** The version, or the commit, that made it. */
  readonly madeBy: string
}

/** Says that a case follows, and by which dictionary it was packed. */
const packedForm = 'x1'

/** The streams of chance are keyed by 32 bits. */
const largestSeed = 2 ** 32 - 1

const form = new RegExp(
  String.raw`^b1\.(?<target>[\w-]+)\.(?<world>[\w-]+)\.(?:${packedForm}\.(?<packed>[\w-]+)|(?<scenario>[\w-]+))` +
    String.raw`\.(?<seed>[0-9a-z]{1,7})\.(?<scenarioHash>[0-9a-f]{6})\.(?<historyHash>[0-9a-f]{8})\.(?<madeBy>[\w-]+)$`,
)

/** A token names its target; a program's command line is no such name. */
export function isInTokens(target: string): boolean {
  return /^[\w-]+$/.test(target)
}

/** What a run is told by: a scenario that was found travels whole, the others by name. */
export function tokenOf(
  scenario: Scenario,
  run: Pick<ReplayToken, 'target' | 'world' | 'seed' | 'historyHash' | 'madeBy'>,
): string {
  const packed = scenario.family === foundFamily ? { packed: packCase(caseOf(scenario)) } : {}
  const historyHash = run.historyHash.slice(0, 8)
  return writeToken({ ...run, scenario: scenario.name, ...packed, scenarioHash: scenarioHash(scenario), historyHash })
}

export function writeToken(token: ReplayToken): string {
  const { target, world, scenario, packed, seed, scenarioHash: ofScenario, historyHash, madeBy } = token
  const played = packed === undefined ? [scenario] : [packedForm, packed]
  return ['b1', target, world, ...played, seed.toString(36), ofScenario, historyHash, madeBy].join('.')
}

/** Reads a token; undefined if it is none. */
export function readToken(text: string): ReplayToken | undefined {
  const found = form.exec(text.trim())?.groups as Record<string, string> | undefined
  if (found === undefined) return undefined
  const { target, world, scenario = packedForm, packed, seed, scenarioHash: ofScenario, historyHash, madeBy } = found
  const chance = Number.parseInt(seed!, 36)
  if (chance > largestSeed) return undefined
  return {
    target: target!,
    world: world!,
    scenario,
    ...(packed === undefined ? {} : { packed }),
    seed: chance,
    scenarioHash: ofScenario!,
    historyHash: historyHash!,
    madeBy: madeBy!,
  }
}

/** Of a scenario that was found only the case counts: how it is called and told may change. */
export function scenarioHash(scenario: Scenario): string {
  if (scenario.family === foundFamily) return caseHash(caseOf(scenario))
  return createHash('sha256').update(JSON.stringify(scenario)).digest('hex').slice(0, 6)
}
