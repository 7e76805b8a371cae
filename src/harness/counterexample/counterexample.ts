import { catalogue as invariants, type Invariant } from '../../invariants/index.ts'
import { messages } from '../../messages/index.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { foundFamily, foundName, type Case } from './case.ts'

const words = messages.explore.scenario

export const counterexampleFormat = 'brownout/counterexample/1'

/** A day that was found: on it one client broke a rule, and every client can be tried on it. As it stands in a file. */
export interface Counterexample {
  readonly schema: typeof counterexampleFormat
  /** `found-` and the first digits of a hash of case, target and seed. */
  readonly name: string
  /** The rule that broke. */
  readonly invariant: string
  /** What happened, in a sentence. */
  readonly story: string
  /** The client that did it. */
  readonly target: string
  /** How the day ends for that client: `broke` until somebody mends it. Whoever keeps the rules ends it with `held`. */
  readonly verdict: 'broke' | 'held'
  readonly seed: number
  /** sha256 of that client's run. */
  readonly historyHash: string
  /** The version, or the commit, that found it. */
  readonly madeBy: string
  readonly case: Case
}

/** The day of a token, of which only the case is known. */
export function foundScenario(given: Case, target: string, seed: number): Scenario {
  return scenarioWith(given, target, seed, words.requirement, words.source(target))
}

/** The day of a file: every client is to keep the rule that broke then, and all others. */
export function counterexampleScenario({ case: given, target, seed, invariant, story }: Counterexample): Scenario {
  const rule = Object.values<Invariant>(invariants).find(({ name }) => name === invariant)
  return scenarioWith(given, target, seed, rule?.requirement ?? words.requirement, words.sourceWithStory(target, story))
}

/** Time limits of a few ms, as exploration draws them, judge nobody on a machine that is busy: it is the virtual clock's. */
function scenarioWith(given: Case, target: string, seed: number, requirement: string, source: string): Scenario {
  const name = foundName(given, target, seed)
  const told = { name, family: foundFamily, requirement, source, strength: 'must' } as const
  return { ...told, ...given, exercises: [], worlds: ['virtual'], seed }
}
