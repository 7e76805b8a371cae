import type { ConformanceTable, Felt, Finding, TableCell } from './table.ts'

/** By how much two measured times may differ and still say the same. */
const slack = { ratio: 0.25, ms: 250 }

/**
 * Where a new table agrees with the one that was written before, what was measured stays as it stood there: instants, the
 * figures in a breach, what a user felt. So the same versions give the same bytes, and a difference in the files is one in
 * the clients. A time that differs by more than a quarter and a quarter of a second is no such agreement; and a cell that was
 * flaky stays so while its plays give what they gave before.
 */
export function keepMeasured(table: ConformanceTable, before: ConformanceTable): ConformanceTable {
  const versions = new Map(before.clients.map(({ name, version }) => [name, version]))
  const isSame = (client: string) =>
    versions.get(client) === table.clients.find(({ name }) => name === client)?.version && versions.has(client)
  const cells = Object.entries(table.cells).map(([client, row]) => {
    const old = before.cells[client]
    if (old === undefined || !isSame(client)) return [client, row] as const
    const kept = Object.entries(row).map(([name, cell]) => [name, keptCell(cell, old[name])] as const)
    return [client, Object.fromEntries(kept)] as const
  })
  const findings = new Map(before.findings.map((finding) => [finding.id, finding]))
  const kept: ConformanceTable['cells'] = Object.fromEntries(cells)
  return {
    ...table,
    cells: kept,
    findings: table.findings
      .map((finding) => ({
        ...finding,
        cases: finding.cases.filter((name) => isOf(finding, kept[finding.client]?.[name])),
      }))
      .filter(({ cases }) => cases.length > 0)
      .map((finding) => (isSame(finding.client) ? keptFinding(finding, findings.get(finding.id)) : finding)),
  }
}

/** A cell that stays flaky is no longer told of. */
function isOf({ id }: Finding, cell: TableCell | undefined): boolean {
  return cell?.finding === id
}

function keptCell(cell: TableCell, old: TableCell | undefined): TableCell {
  if (old === undefined) return cell
  if (wasSeenToDiffer(cell, old)) return old
  if (!isSameVerdict(cell, old)) return cell
  const { reason, felt } = old
  return {
    ...cell,
    ...(reason === undefined ? {} : { reason }),
    ...(felt !== undefined && cell.felt !== undefined && isSameFelt(cell.felt, felt) ? { felt } : {}),
  }
}

/** Two plays that agree do not make a cell steady that was flaky before: they may have been lucky. */
function wasSeenToDiffer(cell: TableCell, { verdict, flaky }: TableCell): boolean {
  if (flaky === undefined) return false
  const seen = [verdict, flaky]
  return seen.includes(cell.verdict) && (cell.flaky === undefined || seen.includes(cell.flaky))
}

function isSameVerdict(one: TableCell, other: TableCell): boolean {
  const told = ({ verdict, flaky, rules, untested, finding }: TableCell) =>
    JSON.stringify([verdict, flaky, rules, untested, finding])
  return told(one) === told(other)
}

function isSameFelt(one: Felt, other: Felt): boolean {
  return (
    isNear(one.untilAnswerMs, other.untilAnswerMs) &&
    isNear(one.attemptsPerCall, other.attemptsPerCall, 0.25) &&
    isNear(one.wastedAttempts, other.wastedAttempts, 0.25)
  )
}

function isNear(one: number | null, other: number | null, slackAtLeast = slack.ms): boolean {
  if (one === null || other === null) return one === other
  return Math.abs(one - other) <= Math.max(slackAtLeast, slack.ratio * Math.max(one, other))
}

/** What it says of the first of its cases. */
function keptFinding(finding: Finding, old: Finding | undefined): Finding {
  if (old === undefined || old.cases[0] !== finding.cases[0]) return finding
  return { ...finding, breach: old.breach, excerpt: old.excerpt }
}
