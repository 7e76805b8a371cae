import { Problem } from '../../harness/problem.ts'
import { loopback, worlds } from '../../harness/worlds/index.ts'
import type { World } from '../../harness/world.ts'
import type { Declared } from '../../history/index.ts'
import { inOrder, type Invariant } from '../../invariants/index.ts'
import { messages } from '../../messages/index.ts'
import { nearest } from '../../messages/nearest.ts'
import { scenarios, type Scenario, type WorldName } from '../../scenarios/index.ts'

const words = messages.errors

export interface ResilienceOptions {
  /**
   * Where it is played. `loopback` unless set: real sockets on 127.0.0.1, in real time, for any client. A `Target` that uses
   * the clock and the transport it is given can also be played on the `virtual` clock, in milliseconds.
   */
  readonly world?: WorldName
  /** A whole number from 0 to 2^32 - 1, for the chances of the upstream and the load; 1 unless set. */
  readonly seed?: number
  /**
   * What this client promises: attempts, waits, time-outs. It is held to that, beside what every caller may expect: a
   * deadline, a true answer, no retry that is forbidden or that comes too early, no key sent elsewhere.
   */
  readonly promises?: Declared
  /** Rules of your own, beside those of the catalogue. */
  readonly invariants?: readonly Invariant[]
  /** Rules by name that the client is known to break: they fail no test. */
  readonly except?: readonly string[]
  /** With `must` only what an RFC, a provider or plain safety demands fails; unless set, also what good clients do. */
  readonly strength?: 'must' | 'should'
}

/** The scenario that is meant: one of the catalogue by its name, or one of your own. */
export function scenarioOf(scenario: string | Scenario): Scenario {
  if (typeof scenario !== 'string') return scenario
  const found = scenarios.find(({ name }) => name === scenario)
  if (found !== undefined) return found
  const names = scenarios.map(({ name }) => name)
  throw new Problem(
    'usage',
    words.unknownName('scenario', scenario, words.suite.place, nearest(scenario, names), names),
  )
}

/** The world that is meant. Only a target has a clock to be given. */
export function worldOf(name: WorldName | undefined, isTarget: boolean): World {
  const world = name === undefined ? loopback : worlds.find((one) => one.name === name)
  if (world === undefined) {
    const all = worlds.map((one) => one.name)
    throw new Problem('usage', words.unknownName('world', String(name), words.suite.place, nearest(name!, all), all))
  }
  if (!isTarget && world !== loopback) throw new Problem('usage', words.suite.needsTarget(world.name))
  return world
}

/** Throws a `Problem` for the name of a rule that there is not: it would silently except nothing. */
export function exceptedBy({ except = [], invariants = [] }: ResilienceOptions): ReadonlySet<string> {
  const known = [...inOrder, ...invariants].map(({ name }) => name)
  const unknown = except.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new Problem('usage', words.suite.unknownRule(unknown, nearest(unknown, known)))
  return new Set(except)
}
