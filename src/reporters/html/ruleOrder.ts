import type { JudgedInvariant, RunReport } from '../../harness/report.ts'
import { invariantsOf, isBlamed } from '../digest.ts'

/** A rule, and whether any run of these put it to the test. */
export interface ShownRule extends JudgedInvariant {
  readonly isIdle: boolean
}

/** Rules in the order in which they are news, so that a phone shows what broke: broken, blamed, held, never put to the test. */
export function rulesByNews(runs: readonly RunReport[]): ShownRule[] {
  const news = new Map<string, number>()
  for (const run of runs)
    for (const judged of run.judged)
      news.set(judged.invariant, Math.min(news.get(judged.invariant) ?? Infinity, newsOf(run, judged)))
  return invariantsOf(runs)
    .toSorted((one, other) => news.get(one.invariant)! - news.get(other.invariant)!)
    .map((rule) => ({ ...rule, isIdle: news.get(rule.invariant) === idle }))
}

const idle = 3

function newsOf(run: RunReport, judged: JudgedInvariant): number {
  const { verdict } = judged.result
  if (verdict === 'unknown') return isBlamed(run, judged) ? 1 : idle
  return verdict === 'fail' ? 0 : 2
}
