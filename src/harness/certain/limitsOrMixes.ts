import type { Declared } from '../../history/index.ts'

/** With one of them the chain is no chain, or not every place on it is free when a call comes to it. */
const limitsAndMixes: ReadonlySet<string> = new Set<keyof Declared>([
  'rpm',
  'tpm',
  'maxConcurrent',
  'hedge',
  'balance',
  'slowCallMs',
  'fallback',
  'breaker',
  'retryBudget',
  'answerSchema',
])

/** Looked up by what is there: most are not, and nothing is slower to read than what an object does not have. */
export function limitsOrMixes(declared: Declared, but?: keyof Declared): boolean {
  for (const name in declared) {
    if (limitsAndMixes.has(name) && name !== but && declared[name as keyof Declared] !== undefined) return true
  }
  return false
}
