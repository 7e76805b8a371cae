import type { JudgedInvariant, RunReport } from '../harness/report.ts'
import { endingOf } from './cells.ts'
import type { Tally } from '../messages/index.ts'

export type { Tally }

/** The runs of one target in one world. */
export interface RunGroup {
  readonly target: string
  readonly world: RunReport['world']
  readonly runs: readonly RunReport[]
}

/** One reason for which scenarios of a world were not played. */
export interface NotPlayed {
  readonly verdict: 'refused' | 'left-out'
  readonly reason: string | null
  readonly scenarios: readonly string[]
}

/** In the order in which target and world first come. */
export function groupRuns(runs: readonly RunReport[]): RunGroup[] {
  return [...groupBy(runs, (run) => JSON.stringify([run.target, run.world])).values()].map((group) => ({
    target: group[0]!.target,
    world: group[0]!.world,
    runs: group,
  }))
}

export function tallyOf(runs: readonly RunReport[]): Tally {
  const ended = (verdict: RunReport['verdict']) => runs.filter((run) => endingOf(run) === verdict).length
  const sum = (field: (run: RunReport) => number) => runs.reduce((total, run) => total + field(run), 0)
  const [refused, leftOut] = [ended('refused'), ended('left-out')]
  return {
    held: ended('held'),
    broke: ended('broke'),
    noVerdict: ended('no-verdict'),
    crashed: ended('crashed'),
    refused,
    leftOut,
    played: runs.length - refused - leftOut,
    calls: sum((run) => run.calls),
    attempts: sum((run) => run.attempts),
    virtualMs: sum((run) => (run.world === 'virtual' ? run.elapsedMs : 0)),
    single: groupRuns(runs).length <= 1,
  }
}

export function notPlayed(runs: readonly RunReport[]): NotPlayed[] {
  const without = runs.filter(({ verdict }) => verdict === 'refused' || verdict === 'left-out')
  return [...groupBy(without, ({ verdict, reason }) => JSON.stringify([verdict, reason])).values()].map((group) => ({
    verdict: group[0]!.verdict as NotPlayed['verdict'],
    reason: group[0]!.reason,
    scenarios: group.map(({ scenario }) => scenario),
  }))
}

/** All rules that judged any of the runs, in the order of their numbers. */
export function invariantsOf(runs: readonly RunReport[]): JudgedInvariant[] {
  const byName = new Map<string, JudgedInvariant>()
  for (const { judged } of runs) {
    for (const one of judged) if (!byName.has(one.invariant)) byName.set(one.invariant, one)
  }
  return [...byName.values()].sort((a, b) => a.number - b.number)
}

/** Unknown though the run owed an answer. In a run that has its verdict, an unknown is nobody's fault. */
export function isBlamed(run: RunReport, { exercised, result }: JudgedInvariant): boolean {
  return run.verdict === 'no-verdict' && exercised && result.verdict === 'unknown'
}

/** A rule that was broken, with what proves it. */
export interface BrokenRule extends JudgedInvariant {
  readonly result: Extract<JudgedInvariant['result'], { verdict: 'fail' }>
}

export function brokenRules({ judged }: Pick<RunReport, 'judged'>): BrokenRule[] {
  return judged.filter((one): one is BrokenRule => one.result.verdict === 'fail')
}

export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
