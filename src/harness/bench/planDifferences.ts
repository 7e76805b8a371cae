import type { BenchPlan } from './benchPlan.ts'

export interface PlanDifference {
  /** Where: `workload.maxTokens`, `models[1].id`. */
  readonly path: string
  /** As JSON, cut short. Undefined where there is nothing. */
  readonly one: string | undefined
  readonly other: string | undefined
}

const mostShown = 60

/** What differs between two plans, in the order of their keys. */
export function planDifferences(one: BenchPlan, other: BenchPlan): PlanDifference[] {
  return [...differences('', one, other)]
}

function* differences(path: string, one: unknown, other: unknown): Generator<PlanDifference> {
  if (!isBranch(one) || !isBranch(other) || Array.isArray(one) !== Array.isArray(other)) {
    if (!Object.is(one, other)) yield { path, one: shown(one), other: shown(other) }
    return
  }
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const below = Array.isArray(one) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`
    yield* differences(below, one[key as never], other[key as never])
  }
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function shown(value: unknown): string | undefined {
  const text = JSON.stringify(value) as string | undefined
  return text === undefined || text.length <= mostShown ? text : `${text.slice(0, mostShown)}…`
}
