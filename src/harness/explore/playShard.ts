import { inOrder, type Invariant, type Judgement } from '../../invariants/index.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import type { Target } from '../../targets/target.ts'
import { Candidates, type Candidate } from './candidates.ts'
import { drawCases, type FC, type Odds } from './case/index.ts'
import { collect } from './coverage/collect.ts'
import { noCoverage, type Coverage } from './coverage/coverage.ts'
import { crash } from './exploration.ts'
import type { ShardPlan } from './plan.ts'
import { playCase, type OnCase } from './playCase.ts'
import { count, noTallies, type Tallies } from './tallies.ts'
import { withinReach } from './withinReach.ts'

/** A shard, with all that has to be known to play it. */
export interface ShardOrder extends ShardPlan {
  /** Of the exploration. */
  readonly seed: number
  readonly odds: Odds
  /** Played in place of the exploration's first cases. */
  readonly examples: readonly Scenario[]
  readonly until: string | undefined
  /** Numbers of cases (from 0) that are not played: the target never came back from them. */
  readonly skipped: readonly number[]
}

export interface ShardResult {
  readonly cases: number
  readonly calls: number
  readonly attempts: number
  readonly tallies: Tallies
  readonly coverage: Coverage
  readonly candidates: readonly Candidate[]
  /** It ended with the case that was looked for. */
  readonly ended: boolean
}

export interface ShardStage {
  readonly fc: FC
  readonly target: Target
  readonly own: readonly Invariant[]
  readonly onCase?: OnCase
  /** Hears the number of each case that begins. */
  readonly onNumber?: (number: number) => void
}

/** The names of all rules, in the order in which they are judged. */
export function namesOf(own: readonly { readonly name: string }[]): string[] {
  return [...inOrder, ...own].map(({ name }) => name)
}

/** The case of a number, as a shard draws it. */
export function casesOf(fc: FC, { seed, odds, examples }: Pick<ShardOrder, 'seed' | 'odds' | 'examples'>) {
  const draw = drawCases(fc, seed, odds)
  return (number: number) => (number < examples.length ? { scenario: examples[number]!, seed: 0 } : draw(number))
}

export async function playShard(order: ShardOrder, stage: ShardStage): Promise<ShardResult> {
  const { from, cases, until, skipped } = order
  const names = namesOf(stage.own)
  const caseOf = casesOf(stage.fc, order)
  const tallies = noTallies(names)
  const coverage = noCoverage(names)
  const candidates = new Candidates()
  const sum = { cases: 0, calls: 0, attempts: 0 }
  let ended = false
  for (let number = from; number < from + cases && !ended; number += 1) {
    if (skipped.includes(number)) continue
    stage.onNumber?.(number)
    const { scenario, seed } = caseOf(number)
    const drawn = { scenario: withinReach(scenario, stage.target), seed }
    const convict = (invariant: string, message: string) => {
      candidates.add({ invariant, message, ...drawn, number: number + 1 })
      ended ||= until === 'any' || until === invariant
    }
    sum.cases += 1
    try {
      const judged = await playCase(stage.target, drawn, stage.own, stage.onCase)
      sum.calls += judged.view.calls.length
      sum.attempts += judged.view.exchanges.length
      count(tallies, judged.judgements)
      collect(coverage, judged)
      for (const broken of breaches(judged.judgements)) convict(...broken)
    } catch (error) {
      convict(crash, describe(error))
    }
  }
  return { ...sum, tallies, coverage, candidates: candidates.all(), ended }
}

/** Each broken rule with its first breach. */
function breaches(judgements: readonly Judgement[]): [invariant: string, message: string][] {
  return judgements.flatMap(({ invariant, verdict }) =>
    verdict.verdict === 'fail' ? [[invariant.name, verdict.violations[0]?.message ?? '']] : [],
  )
}

export function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
