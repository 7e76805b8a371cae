import type {
  CellVerdict,
  ConformanceTable,
  TableCase,
  TableCell,
  TableClient,
} from '../../harness/conformance/table.ts'
import { messages } from '../../messages/index.ts'
import { shellWord } from '../commands.ts'

const words = messages.conformance

/** How a cell is shown: a flaky one accuses nobody. */
export type Shown = CellVerdict | 'flaky'

export const shownOrder: readonly Shown[] = ['pass', 'non-strict', 'fail', 'hang', 'unknown', 'flaky']

export function shownAs({ verdict, flaky }: TableCell): Shown {
  return flaky === undefined ? verdict : 'flaky'
}

/** Cases of one family, in the order of the table. */
export interface FamilyOfCases {
  readonly family: string
  readonly cases: readonly TableCase[]
}

export function familiesOf({ cases }: ConformanceTable): FamilyOfCases[] {
  return [...Map.groupBy(cases, ({ family }) => family)].map(([family, members]) => ({ family, cases: members }))
}

export function countsOf(cells: Iterable<TableCell>): Record<Shown, number> {
  const counts = { pass: 0, 'non-strict': 0, fail: 0, hang: 0, unknown: 0, flaky: 0 }
  for (const cell of cells) counts[shownAs(cell)] += 1
  return counts
}

export function rowOf({ cells }: ConformanceTable, client: TableClient): Readonly<Record<string, TableCell>> {
  return cells[client.name] ?? {}
}

export function commandFor({ command }: TableClient, name: string): string {
  return `${command} ${shellWord(name)}`
}

/** Name and version, as they stand in every table. */
export function titleOf({ package: from, version }: TableClient): string {
  if (from === null) return words.clients.comesAlong
  return version === null ? from : `${from} ${version}`
}

/** What stands in the place of a time-out that is none. */
export function noTimeout({ isOurs }: TableClient): string {
  return isOurs ? words.clients.ofCase : words.clients.none
}

/** How its time-out is set, and what else it was told. */
export function setUpOf({ timeoutOption, configuration }: TableClient): string {
  return [timeoutOption, configuration].filter((text) => text !== null && text !== '').join('; ')
}

/** One reason for which cells of a client are unknown. */
export interface Unknowns {
  readonly client: string
  readonly reason: string
  readonly cases: readonly string[]
}

export function unknownsOf(table: ConformanceTable): Unknowns[] {
  return table.clients.flatMap((client) => {
    const unknown = Object.entries(rowOf(table, client)).filter(([, cell]) => shownAs(cell) === 'unknown')
    const byReason = Map.groupBy(unknown, ([, { reason }]) => reason ?? '')
    return [...byReason].map(([reason, members]) => ({
      client: client.name,
      reason,
      cases: members.map(([name]) => name),
    }))
  })
}

export interface FlakyCell {
  readonly client: string
  readonly case: string
  readonly plays: string
}

export function flakiesOf(table: ConformanceTable): FlakyCell[] {
  return table.clients.flatMap((client) =>
    Object.entries(rowOf(table, client)).flatMap(([name, { verdict, flaky }]) =>
      flaky === undefined
        ? []
        : [{ client: client.name, case: name, plays: `${words.word[verdict]}, ${words.word[flaky]}` }],
    ),
  )
}

/** Cases in which somebody had to wait for an answer, and the clients of which it was measured. */
export function feltCases({ cases, cells }: ConformanceTable): TableCase[] {
  return cases.filter(({ name }) => Object.values(cells).some((row) => row[name]?.felt !== undefined))
}

/** At the precision that such a measurement has: tenths of a second from one on. */
export function feltWords({ felt }: TableCell): string | null {
  if (felt === undefined) return null
  const { untilAnswerMs, attemptsPerCall, wastedAttempts } = felt
  const until = untilAnswerMs === null ? words.felt.noAnswer : messages.format.duration(rounded(untilAnswerMs))
  const attempts = words.felt.attempts(messages.format.number(Math.round(attemptsPerCall * 10) / 10))
  return words.felt.figures(until, attempts, words.felt.wasted(wastedAttempts))
}

function rounded(ms: number): number {
  const stepMs = ms < 100 ? 10 : 100
  return Math.max(stepMs, Math.round(ms / stepMs) * stepMs)
}
