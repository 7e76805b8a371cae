import { messages } from '../../../messages/index.ts'
import { Problem } from '../../problem.ts'
import type { BenchPlan } from '../benchPlan.ts'
import { planDifferences } from '../planDifferences.ts'
import type { ComparedRun } from './comparedRun.ts'

/**
 * What two runs may differ in and still be compared: how long they lasted, what they might have spent, what models cost (a
 * price is a finding), and chance. All else makes them different questions.
 */
const free =
  /^(seed|maxCalls|maxDurationMs|maxCostUsd|warmUpMs|load\.(calls|durationMs|seed)|models\[\d+\]\.(price|pricedOn|rpm|tpm)\b.*)/

function differencesOf(before: BenchPlan, after: BenchPlan) {
  return planDifferences(before, after).filter(({ path }) => !free.test(path))
}

/** Whether two plans ask the same: one run of each can be compared. */
export function isSameQuestion(before: BenchPlan, after: BenchPlan): boolean {
  return differencesOf(before, after).length === 0
}

/** Throws a `Problem` that says what differs, for runs of different questions. */
export function refuseForeign(before: ComparedRun, after: ComparedRun): void {
  const differences = differencesOf(before.plan, after.plan)
  if (differences.length > 0)
    throw new Problem('usage', messages.errors.compare.foreign(before.name, after.name, differences))
}

/** The same calls at the same planned instants: each of one run has its counterpart in the other. */
export function hasSameCalls(before: BenchPlan, after: BenchPlan): boolean {
  const told = planDifferences(before, after).map(({ path }) => path)
  return told.every((path) =>
    /^(maxCalls|maxDurationMs|maxCostUsd|models\[\d+\]\.(price|pricedOn|rpm|tpm)\b.*)/.test(path),
  )
}
