import { playAlone } from '../../harness/playFairly.ts'
import { Problem } from '../../harness/problem.ts'
import { provenance } from '../../harness/provenance.ts'
import type { RunReport } from '../../harness/report.ts'
import type { Declared } from '../../history/index.ts'
import { messages } from '../../messages/index.ts'
import { replayCommand } from '../../reporters/commands.ts'
import type { Scenario } from '../../scenarios/index.ts'
import { targets, type Target } from '../../targets/index.ts'
import type { ClientUnderTest } from './clientUnderTest.ts'
import { hintsOf } from './hints.ts'
import { exceptedBy, scenarioOf, worldOf, type ResilienceOptions } from './options.ts'
import { ResilienceError, stackOf } from './resilienceError.ts'
import { isTarget, targetOf } from './targetOf.ts'
import { complaintOf } from './complaint.ts'

/** What a test framework adds to the bare assertion. */
export interface AssertedBy {
  /** The function that the test called: the stack begins at its caller. */
  readonly entry: (...parameters: never[]) => unknown
  /** The command that runs this one test again. */
  readonly again?: string
}

/**
 * Plays a bad day to a client and judges what it did. Resolves with the run if every rule held. Rejects with a
 * `ResilienceError`, which tells the rule, the proof and both sides of the story, if one broke, and also if the day did not
 * put to the test what it is there for. Rejects with a `Problem` for what cannot be: an unknown name, a client that is none.
 *
 * `scenario` is one of the catalogue by its name (`brownout list scenarios`), or one of your own. It takes as long as that
 * day does: give the test a time-out well above the deadline of the scenario.
 */
export async function assertResilient(
  client: ClientUnderTest,
  scenario: string | Scenario,
  options?: ResilienceOptions,
): Promise<RunReport>
export async function assertResilient(
  client: Target,
  scenario: string | Scenario,
  options?: ResilienceOptions,
): Promise<RunReport>
export async function assertResilient(
  client: ClientUnderTest | Target,
  scenario: string | Scenario,
  options: ResilienceOptions = {},
): Promise<RunReport> {
  return assertFor({ entry: assertResilient }, client, scenario, options)
}

/** The assertion as a test framework makes it. */
export async function assertFor(
  { entry, again }: AssertedBy,
  client: ClientUnderTest | Target,
  scenario: string | Scenario,
  options: ResilienceOptions,
): Promise<RunReport> {
  // After the first wait, the caller is no longer on the stack.
  const here: { stack?: string } = {}
  Error.captureStackTrace(here, entry)
  try {
    const misuses: unknown[] = []
    const { world, plan, excepted } = planOf(client, scenario, options, (error) => misuses.push(error))
    const terms = { madeBy: provenance().madeBy, invariants: options.invariants ?? [] }
    const { run, history } = await playAlone(plan, world, terms)
    if (misuses.length > 0) throw misuses[0]
    const complaint = complaintOf(run, excepted, options.strength)
    if (complaint === undefined) return run
    const told = { ...complaint, hints: hintsOf(plan, history), command: again ?? againOf(run) }
    throw new ResilienceError(run, told, here.stack)
  } catch (error) {
    throw error instanceof Problem ? inOneText(error, here.stack) : error
  }
}

/** A test runner shows the message alone, and the place where it was thrown: that is the test's. */
function inOneText(problem: Problem, stack = ''): Problem {
  const { what, mend } = problem.text
  problem.message = `${what}\n${mend}`
  problem.stack = stackOf(problem, stack)
  return problem
}

function planOf(
  client: ClientUnderTest | Target,
  name: string | Scenario,
  options: ResilienceOptions,
  onMisuse: (error: unknown) => void,
) {
  const { promises = {}, seed = 1 } = options
  const scenario = scenarioOf(name)
  const excepted = exceptedBy(options)
  const world = worldOf(options.world, isTarget(client))
  const target = targetOf(client, Object.keys(promises) as (keyof Declared)[], onMisuse)
  const expect = { ...scenario.expect, ...promises }
  return { world, excepted, plan: { target, scenario: { ...scenario, expect }, seed: scenario.seed ?? seed } }
}

/** A token replays what the command line knows; all else, the call itself. */
function againOf({ target, token, scenario, seed }: RunReport): string {
  if (token !== null && targets.some(({ name }) => name === target)) return replayCommand(token)
  return messages.suite.again(scenario, seed)
}
