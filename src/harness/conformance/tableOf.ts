import { findingsOf } from './findingsOf.ts'
import type { PlayedCell } from './playedCell.ts'
import { verdictOrder, type ConformanceTable, type TableCase, type TableCell, type TableClient } from './table.ts'

/** What stands above the table. */
export interface TableFacts {
  readonly date: string
  readonly brownout: string
  readonly node: string
  readonly clients: readonly TableClient[]
  readonly cases: readonly TableCase[]
}

/** Puts what was played, once or more a cell, into a table. A cell that nobody played is not in it. */
export function tableOf(facts: TableFacts, played: readonly PlayedCell[]): ConformanceTable {
  const byCell = Map.groupBy(played, (one) => keyOf(one.client, one.case))
  const settled = [...byCell.values()].filter((plays) => !differ(plays)).map(([first]) => first!)
  const findings = findingsOf(facts, settled)
  const findingOf = new Map(
    findings.flatMap(({ id, client, cases }) => cases.map((name) => [keyOf(client, name), id] as const)),
  )
  const rowOf = ({ name: client }: TableClient): Record<string, TableCell> =>
    Object.fromEntries(
      facts.cases.flatMap(({ name }) => {
        const key = keyOf(client, name)
        const plays = byCell.get(key)
        return plays === undefined ? [] : [[name, cellOf(plays, findingOf.get(key))]]
      }),
    )
  return {
    schema: 'brownout/conformance/1',
    ...facts,
    cells: Object.fromEntries(facts.clients.map((client) => [client.name, rowOf(client)])),
    findings,
  }
}

function keyOf(client: string, name: string): string {
  return JSON.stringify([client, name])
}

function differ(plays: readonly PlayedCell[]): boolean {
  return plays.some(({ cell }) => cell.verdict !== plays[0]!.cell.verdict)
}

function cellOf(plays: readonly PlayedCell[], finding: string | undefined): TableCell {
  const [mildest, ...rest] = plays.toSorted(
    (a, b) => verdictOrder.indexOf(a.cell.verdict) - verdictOrder.indexOf(b.cell.verdict),
  )
  const { verdict, reason, rules, untested } = mildest!.cell
  const worst = rest.at(-1)?.cell.verdict ?? verdict
  return {
    verdict,
    ...(worst === verdict ? {} : { flaky: worst }),
    ...(reason === null ? {} : { reason }),
    ...(rules.length === 0 ? {} : { rules }),
    ...(untested.length === 0 ? {} : { untested }),
    ...(finding === undefined ? {} : { finding }),
    ...(mildest!.felt === null ? {} : { felt: mildest!.felt }),
  }
}
