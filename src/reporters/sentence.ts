import type { Report } from '../harness/report.ts'
import { messages } from '../messages/index.ts'
import { countCells } from './cells.ts'
import { tallyOf } from './digest.ts'

/** The verdict in one sentence. */
export function sentenceOf({ verdict, runs, bench, plan }: Report): string {
  if (bench !== undefined) return bench.sentence
  if (plan !== undefined) return plan.sentence
  const counts = countCells(runs)
  return counts === undefined ? messages.report.headline(verdict, tallyOf(runs)) : messages.cells.headline(counts)
}
