import { createHash } from 'node:crypto'
import type { BenchPlan } from './benchPlan.ts'

const digits = 16

/** First digits of the sha256 of a plan: the same for equal plans, in whatever order their keys were written. */
export function planHash(plan: BenchPlan): string {
  return createHash('sha256').update(canonical(plan)).digest('hex').slice(0, digits)
}

function canonical(plan: BenchPlan): string {
  return JSON.stringify(plan, (_key, value: unknown) => (isObject(value) ? sorted(value) : value))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sorted(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
