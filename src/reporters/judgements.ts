import type { BenchReport } from '../harness/bench/benchReport.ts'
import type { PlanReport } from '../harness/plan/planReport.ts'
import type { JudgedInvariant, Report, RunReport } from '../harness/report.ts'
import { messages } from '../messages/index.ts'
import { gateText } from './bench/gateText.ts'
import { hasCell, type CellRun } from './cells.ts'
import { againCommand } from './commands.ts'
import { isBlamed } from './digest.ts'

const words = messages.outputs

/** `no-verdict`: it owed one. `not-tested`: nothing put it to the test, and nothing had to. `not-played`: refused, or left out. */
type JudgementVerdict = 'passed' | 'failed' | 'no-verdict' | 'not-tested' | 'not-played' | 'crashed'

/** One thing that was judged, told flat: what tables, lines and annotations are made of. */
export interface Judgement {
  readonly kind: 'run' | 'rule' | 'gate'
  readonly verdict: JudgementVerdict
  readonly target: string
  readonly world: string
  readonly scenario: string
  /** The rule, or the gate as it was written; '' of a run. */
  readonly name: string
  /** The model of a gate; '' where it is of all together. */
  readonly series: string
  /** How often it was put to the test; null where nobody counts. */
  readonly checked: number | null
  /** '' where there is nothing to say. */
  readonly why: string
  /** The command that plays it again; '' where none does. */
  readonly again: string
}

/** Everything that a report judged: each run, followed by its rules; the benchmark, followed by its gates; whether a plan fits. */
export function judgementsOf({ runs, bench, plan, verdict }: Report): Judgement[] {
  return [
    ...runs.flatMap(ofRun),
    ...(bench === undefined ? [] : ofBench(bench, verdict)),
    ...(plan === undefined ? [] : [ofPlan(plan, verdict)]),
  ]
}

/**
 * What somebody has to look at: each thing once. A run is told by its rules, and for itself only where none of them says
 * what is wrong with it.
 */
export function troublesOf(report: Report): Judgement[] {
  const isTrouble = ({ verdict }: Judgement) =>
    verdict === 'failed' || verdict === 'no-verdict' || verdict === 'crashed'
  const found = judgementsOf(report).filter(isTrouble)
  return found.filter((one, index) => {
    const next = found[index + 1]
    return one.kind !== 'run' || one.verdict === 'crashed' || next === undefined || next.kind === 'run'
  })
}

/** Where something was judged, on one line: `client in virtual, stream-cut`. */
export function placeOf({ target, world, scenario }: Judgement): string {
  return words.place(target, world, scenario)
}

const verdictOfRun: Readonly<Record<RunReport['verdict'], JudgementVerdict>> = {
  held: 'passed',
  broke: 'failed',
  'no-verdict': 'no-verdict',
  refused: 'not-played',
  'left-out': 'not-played',
  crashed: 'crashed',
}

function ofRun(run: RunReport): Judgement[] {
  const { target, world, scenario, verdict, reason } = run
  const place = { target, world, scenario, series: '', again: againCommand(run) ?? '' }
  if (hasCell(run)) return [{ ...place, kind: 'run', name: '', checked: null, ...ofCell(run) }]
  const own = {
    ...place,
    kind: 'run',
    name: '',
    checked: null,
    verdict: verdictOfRun[verdict],
    why: reason ?? '',
  } as const
  return [
    own,
    ...run.judged.map((one) => ({ ...place, kind: 'rule', name: one.invariant, ...ofRule(run, one) }) as const),
  ]
}

function ofCell({ cell }: CellRun): Pick<Judgement, 'verdict' | 'why'> {
  const why = [cell.rules.join(', '), cell.reason ?? ''].filter((part) => part !== '').join(': ')
  if (cell.verdict === 'fail' || cell.verdict === 'hang') return { verdict: 'failed', why: `${cell.verdict}: ${why}` }
  if (cell.verdict === 'unknown') return { verdict: 'not-tested', why: cell.reason ?? '' }
  return { verdict: 'passed', why: cell.verdict === 'pass' ? '' : `${cell.verdict}: ${why}` }
}

function ofRule(run: RunReport, judged: JudgedInvariant): Pick<Judgement, 'verdict' | 'why' | 'checked'> {
  const { result, requirement } = judged
  if (result.verdict === 'pass') return { verdict: 'passed', why: '', checked: result.checked }
  if (result.verdict === 'unknown')
    return { verdict: isBlamed(run, judged) ? 'no-verdict' : 'not-tested', why: result.why, checked: 0 }
  return { verdict: 'failed', why: result.violations[0]?.message ?? requirement, checked: result.checked }
}

function ofBench({ plan, gates, sentence }: BenchReport, verdict: Report['verdict']): Judgement[] {
  const place = { target: words.bench, world: plan.world, scenario: plan.workload.name, checked: null, again: '' }
  return [
    { ...place, kind: 'run', name: '', series: '', verdict: verdictOfRun[verdict], why: sentence },
    ...gates.map((result): Judgement => {
      const { gate, series } = result
      const why = result.verdict === 'passed' ? '' : gateText(result)
      return {
        ...place,
        kind: 'gate',
        name: `${gate.metric} ${gate.text}`,
        series: series ?? '',
        verdict: result.verdict,
        why,
      }
    }),
  ]
}

function ofPlan({ sentence, input }: PlanReport, verdict: Report['verdict']): Judgement {
  const { workload } = input
  const place = { target: words.plan, world: 'virtual', scenario: workload.name, series: '', checked: null, again: '' }
  return { ...place, kind: 'gate', name: words.fits, verdict: verdictOfRun[verdict], why: sentence }
}
