import type { Judgement } from '../../invariants/index.ts'

/** In how many cases a rule passed, stayed unknown, and failed; and how often it was put to the test in all of them. */
export interface Tally {
  pass: number
  unknown: number
  fail: number
  checked: number
}

export type Tallies = Record<string, Tally>

export function noTallies(invariants: readonly string[]): Tallies {
  return Object.fromEntries(invariants.map((name) => [name, { pass: 0, unknown: 0, fail: 0, checked: 0 }]))
}

export function count(tallies: Tallies, judgements: readonly Judgement[]): void {
  for (const { invariant, verdict } of judgements) {
    const tally = tallies[invariant.name]!
    if (verdict.verdict === 'unknown') {
      tally.unknown += 1
      continue
    }
    if (verdict.verdict === 'pass') tally.pass += 1
    else tally.fail += 1
    tally.checked += verdict.checked
  }
}

export function addTallies(to: Tallies, more: Tallies): void {
  for (const [name, { pass, unknown, fail, checked }] of Object.entries(more)) {
    const sum = to[name]!
    sum.pass += pass
    sum.unknown += unknown
    sum.fail += fail
    sum.checked += checked
  }
}
