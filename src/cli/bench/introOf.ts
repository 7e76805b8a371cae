import type { BenchPlan } from '../../harness/bench/benchPlan.ts'
import { messages } from '../../messages/index.ts'
import { wrap } from '../../reporters/console/layout.ts'
import { visible } from '../../reporters/harmless.ts'

const words = messages.benchReport

const usualColumns = 80

/** What is measured, where, and how it is asked: a line or two before it begins. */
export function introOf(plan: BenchPlan): string {
  const { workload, models, load, seed, scenario } = plan
  const told = words.load(load.type, load)
  const first = words.intro(visible(workload.name), models.length, told, whereOf(plan), seed)
  const bent = scenario === null ? [] : [words.bent(visible(scenario))]
  const lines = [first, ...bent, ...(plan.baseURL === null ? [words.nothingLeaves] : [])]
  return lines.flatMap((line) => wrap(line, usualColumns, 2)).join('\n')
}

function whereOf({ world, baseURL }: BenchPlan): string {
  if (world === 'live') return words.where.live(new URL(baseURL!).host)
  return baseURL === null ? words.where[world] : words.where.server(new URL(baseURL).host)
}
