import type { Strength } from '../../scenarios/scenario.ts'
import type { Cell } from './cellOf.ts'

export type CellVerdict = Cell['verdict']

/** What a published table says of clients on bad days. JSON as it stands in `conformance.json`. */
export interface ConformanceTable {
  readonly schema: 'brownout/conformance/1'
  /** The day for which it was made, as it was given: 2026-05-31. */
  readonly date: string
  readonly brownout: string
  /** Of the machine that played it: the clients in JavaScript ran on it. */
  readonly node: string
  readonly clients: readonly TableClient[]
  readonly cases: readonly TableCase[]
  /** By client, then by case. */
  readonly cells: Readonly<Record<string, Readonly<Record<string, TableCell>>>>
  readonly findings: readonly Finding[]
}

export interface TableClient {
  readonly name: string
  /** What the others are compared with. */
  readonly isOurs: boolean
  readonly doc: string
  /** The npm package, or the program; null for what comes with brownout. */
  readonly package: string | null
  readonly version: string | null
  readonly language: string
  /** The time limit of one attempt that it runs with, in ms; null if it knows none. */
  readonly timeoutMs: number | null
  readonly timeoutOption: string | null
  /** What else it was told. */
  readonly configuration: string | null
  /** Plays one case again, where the name of the case is put behind it. */
  readonly command: string
}

export interface TableCase {
  readonly name: string
  readonly family: string
  readonly strength: Strength
  /** What a correct client does. */
  readonly requirement: string
  readonly source: string
}

export interface TableCell {
  readonly verdict: CellVerdict
  /** Where two plays of the case differ: what the worse of them gave. `verdict` is the milder, and the cell accuses nobody. */
  readonly flaky?: CellVerdict
  /** Why: the breach that decided it, or why it is unknown. */
  readonly reason?: string
  /** The rules that broke, those that decided first. */
  readonly rules?: readonly string[]
  /** Rules of the case that were not put to the test, in a cell that has a verdict all the same. */
  readonly untested?: readonly string[]
  /** The finding that tells of it: of every red cell that is not flaky. */
  readonly finding?: string
  /** What its user felt: measured, and as such no part of the verdict. */
  readonly felt?: Felt
}

/** What the user of a client feels on a bad day. */
export interface Felt {
  /** From the primary's first failure to the first good answer of the same call, at worst, in ms; null if none came. */
  readonly untilAnswerMs: number | null
  /** Attempts of a call, on average. */
  readonly attemptsPerCall: number
  /** Attempts that were billed, or may be, and of which nobody got an answer, of all. */
  readonly wastedAttempts: number
}

/** One thing that a client does wrong, in the cases of a family in which it does it. */
export interface Finding {
  /** An anchor, the same as long as client, rule and family are. */
  readonly id: string
  readonly client: string
  readonly verdict: 'fail' | 'hang'
  readonly rule: string
  readonly family: string
  readonly requirement: string
  readonly source: string
  readonly cases: readonly string[]
  /** What the client did in the first of them. */
  readonly breach: string
  /** Of the history of the first of them: what went over the wire, line by line. */
  readonly excerpt: readonly string[]
  /** What reading the histories has shown beside that; null where nobody has written it down. */
  readonly note: string | null
}

/** From good to bad; `unknown` stands apart, and is better than what is known to be wrong. */
export const verdictOrder: readonly CellVerdict[] = ['pass', 'non-strict', 'unknown', 'fail', 'hang']

export function isWorse(one: CellVerdict, other: CellVerdict): boolean {
  return verdictOrder.indexOf(one) > verdictOrder.indexOf(other)
}

export function isRed(verdict: CellVerdict): verdict is 'fail' | 'hang' {
  return verdict === 'fail' || verdict === 'hang'
}

/** What a cell counts as where clients are compared: a flaky one by its worse play. */
export function worstOf({ verdict, flaky }: Pick<TableCell, 'verdict' | 'flaky'>): CellVerdict {
  return flaky ?? verdict
}
