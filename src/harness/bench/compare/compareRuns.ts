import { compareTables } from '../../../bench/compare/compareTables.ts'
import type { Finding } from '../../../bench/compare/finding.ts'
import type { Gate } from '../../../bench/gates/gate.ts'
import { judgeGates, type GateResult } from '../../../bench/gates/judgeGates.ts'
import type { CallLimit } from '../../../bench/metrics/slo.ts'
import { isOfNoise } from '../../../bench/metrics/lights.ts'
import { SummaryBuilder } from '../../../bench/metrics/summarise.ts'
import type { BenchPlan } from '../benchPlan.ts'
import { hasSameCalls, refuseForeign } from './comparable.ts'
import type { ComparedRun } from './comparedRun.ts'
import type { Comparison } from './comparison.ts'
import { exactDifference, type ExactDifference } from './exactDifference.ts'

export interface ComparisonOptions {
  readonly margin: number
  readonly gates: readonly Gate[]
  readonly slo: readonly CallLimit[]
}

/** Compares two runs of one question. Throws a `Problem` for runs of different ones. */
export function compareRuns(before: ComparedRun, after: ComparedRun, options: ComparisonOptions): Comparison {
  refuseForeign(before, after)
  const isSamePlan = hasSameCalls(before.plan, after.plan)
  const [one, other] = [before, after].map((run) => summedUp(run, options))
  const { margin, slo } = options
  const findings = inOrderOfPlan(compareTables(one!.table, other!.table, { margin, slo, isSamePlan }), after.plan)
  const gates = judgeGates(other!.summary, options.gates)
  const isExcerpt = before.isExcerpt === true || after.isExcerpt === true
  const isExact = isSamePlan && before.plan.world === 'virtual' && !isExcerpt
  const exact = isExact ? exactDifference(before.records(), after.records()) : null
  const isTooNoisy = [...one!.side.lights, ...other!.side.lights].some(({ light }) => isOfNoise(light))
  return {
    schema: 'brownout/bench-comparison/1',
    before: one!.side,
    after: other!.side,
    isPaired: isSamePlan,
    margin,
    findings,
    gates,
    exact,
    isTooNoisy,
    verdict: verdictOf(findings, gates, exact, isTooNoisy),
  }
}

/** Whichever model answered first: a page lists its calls in another order than a folder. */
function inOrderOfPlan(findings: readonly Finding[], { models }: BenchPlan): Finding[] {
  const placeOf = ({ series }: Finding) => models.findIndex(({ id }) => id === series)
  return findings.toSorted((one, other) => placeOf(one) - placeOf(other))
}

function summedUp(run: ComparedRun, { slo }: ComparisonOptions) {
  const builder = new SummaryBuilder({ slo })
  for (const record of run.records()) builder.add(record)
  const summary = builder.summary()
  const { name, startedAt, tool, planHash, state } = run
  const lights = summary.lights.filter(({ state: lit }) => lit === 'red' || lit === 'amber')
  const isRed = (light: (typeof lights)[number]) => !isOfNoise(light.light) || light.state === 'red'
  return {
    table: builder.table,
    summary,
    side: { name, startedAt, tool, planHash, state, calls: summary.whole.calls, lights: lights.filter(isRed) },
  }
}

/**
 * `broke`: something is worse, a gate broke, or a virtual run is not the same. `no-verdict`: a run cannot be believed, a gate
 * could not be judged, or nothing at all is known surely.
 */
function verdictOf(
  findings: readonly Finding[],
  gates: readonly GateResult[],
  exact: ExactDifference | null,
  isTooNoisy: boolean,
): Comparison['verdict'] {
  const isBroken = gates.some(({ verdict }) => verdict === 'failed') || (exact !== null && exact.differing > 0)
  if (isBroken) return 'broke'
  if (isTooNoisy) return 'no-verdict'
  if (findings.some(({ word }) => word === 'worse')) return 'broke'
  if (gates.some(({ verdict }) => verdict === 'no-verdict')) return 'no-verdict'
  if (exact !== null) return 'held'
  return findings.some(({ word }) => word !== 'unsure') ? 'held' : 'no-verdict'
}
