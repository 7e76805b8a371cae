import type { CallLimits, Gate, Gates } from '../../bench/gates/gate.ts'
import { readCallLimits, readGates, type Read } from '../../bench/gates/readGates.ts'
import type { CallLimit } from '../../bench/metrics/slo.ts'
import { Problem } from '../../harness/problem.ts'

/** What a benchmark is held to: gates over all calls, and what one call has to keep to be good. */
export interface Limits {
  readonly gates: readonly Gate[]
  readonly slo: readonly CallLimit[]
}

/** Throws a `Problem` for a metric that is none, and for a limit that is not written as its unit asks. */
export function limitsOf(written: { readonly gates: Gates; readonly slo: CallLimits }, where: string): Limits {
  return { gates: known(readGates(written.gates, where)), slo: known(readCallLimits(written.slo, where)) }
}

function known<Result>(read: Read<Result>): Result {
  if ('problem' in read) throw new Problem('usage', read.problem)
  return read.read
}
