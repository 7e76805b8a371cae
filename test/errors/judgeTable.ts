import { nameOf, type Met, type Played, type Row } from './row.ts'
import { table } from './table.ts'

/** What was played under one Node: rows by their names, and faults without a row, which must answer. */
export interface PlayedTable {
  readonly rows: Readonly<Record<string, Played>>
  readonly others: Readonly<Record<string, readonly Met[]>>
}

type Print = (line: string) => void

/** Prints a line for each row with what was met under each Node. False if anything is not as the table says. */
export function judgeTable(
  byNode: Readonly<Record<string, PlayedTable>>,
  print: Print,
  rows: readonly Row[] = table,
): boolean {
  const nodes = Object.keys(byNode)
  let failed = 0
  for (const row of rows) {
    const found = nodes.map((node) => ({ node, played: byNode[node]!.rows[nameOf(row)] }))
    const wrong = found.flatMap(({ node, played }) => wrongOf(row, played).map((what) => `Node ${node}: ${what}`))
    if (wrong.length > 0) failed += 1
    const virtual =
      row.notVirtual === undefined ? 'the virtual network too' : `not the virtual network: ${row.notVirtual}`
    const first = found[0]!.played
    print(
      `${wrong.length === 0 ? 'ok  ' : 'FAIL'} ${nameOf(row)}: ${first?.request ?? 'nothing'}${row.fetchGives === undefined ? '' : `, with fetch ${first?.fetch}`}; ${virtual}`,
    )
    for (const what of wrong) print(`     ${what}`)
  }
  const broken = nodes.flatMap((node) =>
    Object.entries(byNode[node]!.others)
      .filter(([, mets]) => !mets.every((met) => met.endsWith(' whole')))
      .map(([name, mets]) => `Node ${node}: ${name} has no row, but gives ${mets.join(', ')}`),
  )
  for (const what of broken) print(`FAIL ${what}`)
  const others = Object.keys(byNode[nodes[0]!]!.others).length
  const paired = rows.filter(({ notVirtual }) => notVirtual === undefined).length
  print(
    `${rows.length} rows with undici.request and undici.fetch on Node ${nodes.join(' and ')}: ${rows.length - failed} as the table says, ${failed} not; ${paired} of them in the virtual world too, ${rows.length - paired} with the reason why not; ${others} other scripts, all answered: ${broken.length === 0 ? 'yes' : 'no'}`,
  )
  return failed === 0 && broken.length === 0
}

function wrongOf({ gives, fetchGives = gives, notVirtual }: Row, played: Played | undefined): string[] {
  if (played === undefined) return ['not played']
  const { request, fetch, virtual } = played
  const owed = gives.join(' or ')
  const asOwed = (met: string) => gives.some((one) => one === met)
  return [
    asOwed(request) ? '' : `undici.request gives ${request} instead of ${owed}`,
    fetchGives.includes(fetch) ? '' : `undici.fetch gives ${fetch} instead of ${fetchGives.join(' or ')}`,
    (notVirtual === undefined ? asOwed(virtual) : virtual === 'no end')
      ? ''
      : `the virtual network gives ${virtual} instead of ${notVirtual === undefined ? owed : 'no end'}`,
  ].filter((what) => what !== '')
}
