import type { History } from '../../history/index.ts'
import type { Invariant } from '../../invariants/index.ts'
import type { Target } from '../../targets/target.ts'
import { caseOf } from '../counterexample/case.ts'
import { foundScenario, type Counterexample } from '../counterexample/counterexample.ts'
import { counterexampleOf } from '../counterexample/ofRun.ts'
import type { Found } from '../explore/index.ts'
import { unplayedRun } from '../judgeRun.ts'
import { rehearse } from '../rehearse.ts'
import type { RunReport } from '../report.ts'
import { tokenOf } from '../token.ts'
import { virtual } from '../worlds/virtual.ts'

/** A day that was found, as a run like any other. */
export interface FoundRun {
  readonly found: Found
  readonly run: RunReport
  /** Undefined where there is none to write down: the target threw, or never came back. */
  readonly history: History | undefined
  /** Undefined for a day that has no history to hold a client to. */
  readonly counterexample: Counterexample | undefined
}

/** So many zeros stand where nobody took a history down. */
const noHistory = '0'.repeat(64)

/** Plays what was found again, for its report; a target that never came back is not asked again. */
export async function playFound(
  found: Found,
  target: Target,
  own: readonly Invariant[],
  madeBy: string,
): Promise<FoundRun> {
  const scenario = foundScenario(caseOf(found.scenario), target.name, found.seed)
  const { seed, message } = found
  if (found.historyHash === '') {
    const crashed = unplayedRun({ target, scenario, seed }, virtual, 'crashed', message)
    const token = tokenOf(scenario, { target: target.name, world: 'virtual', seed, historyHash: noHistory, madeBy })
    return { found, run: { ...crashed, token }, history: undefined, counterexample: undefined }
  }
  let history: History | undefined
  const [run] = await rehearse({
    targets: [target],
    scenarios: [scenario],
    worlds: [virtual],
    invariants: own,
    seed,
    madeBy,
    onRun: (_run, played) => (history = played),
  })
  const counterexample = counterexampleOf(run!, scenario, madeBy, found.invariant)
  return { found, run: foundFirst(run!, found), history, counterexample }
}

/** The rule for which the day was found is the one that it is told by. */
function foundFirst(run: RunReport, { invariant }: Found): RunReport {
  const isIt = (one: RunReport['judged'][number]) => one.invariant === invariant
  return { ...run, judged: [...run.judged.filter(isIt), ...run.judged.filter((one) => !isIt(one))] }
}
