import { createHash } from 'node:crypto'
import type { Scenario } from '../../scenarios/scenario.ts'

/** What decides how a scenario is played: all of it but its names and its words. */
export type Case = Omit<
  Scenario,
  'name' | 'family' | 'requirement' | 'source' | 'strength' | 'exercises' | 'worlds' | 'seed'
>

/** The family of scenarios that were found, not written: their tokens carry the whole case. */
export const foundFamily = 'counterexample'

const notPlayed: ReadonlySet<string> = new Set<Exclude<keyof Scenario, keyof Case>>([
  'name',
  'family',
  'requirement',
  'source',
  'strength',
  'exercises',
  'worlds',
  'seed',
])

export function caseOf(scenario: Scenario): Case {
  const parts = Object.entries(scenario).filter(([key, value]) => !notPlayed.has(key) && value !== undefined)
  return Object.fromEntries(parts) as never
}

/**
 * A case as text: the same text for the same case, however its keys were sorted. Models, origins, the options of faults and
 * the schema of the answer keep their order: it is the order of the chain, of headers that are sent, of the request's body.
 */
export function canonicalCase(given: Case): string {
  return JSON.stringify(sorted(given, []))
}

/** First digits of its sha256. */
export function caseHash(given: Case, digits = 6): string {
  return digest(canonicalCase(given), digits)
}

/** What was found is called by what was played: the case, the target, and the chances of that run. */
export function foundName(given: Case, target: string, seed: number): string {
  return `found-${digest(JSON.stringify([canonicalCase(given), target, seed]), 8)}`
}

function digest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits)
}

function sorted(value: unknown, path: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || keepsOrder(path)) return value
  if (Array.isArray(value)) return value.map((item) => sorted(item, path))
  const keys = Object.keys(value)
  if (!isChain(path)) keys.sort()
  return Object.fromEntries(keys.map((key) => [key, sorted((value as Record<string, unknown>)[key], [...path, key])]))
}

function keepsOrder(path: readonly string[]): boolean {
  return path.at(-1) === 'fault' || path.at(-1) === 'answerSchema'
}

function isChain(path: readonly string[]): boolean {
  return path.length === 2 && path[0] === 'upstream'
}
