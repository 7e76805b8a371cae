// Plays every row of the table under this Node, and the canonical scripts of all faults that have no row; prints what was met
// as JSON, a `PlayedTable`.
import { canonicalSpecs } from '../test/support/canonicalScripts.ts'
import { virtualMeets } from '../test/errors/inVirtual.ts'
import type { PlayedTable } from '../test/errors/judgeTable.ts'
import { fetchMeets, requestMeets } from '../test/errors/onSockets.ts'
import { nameOf, type Met, type Played } from '../test/errors/row.ts'
import { table } from '../test/errors/table.ts'

const sideBySide = 8

const rows: Record<string, Played> = {}
const others: Record<string, Met[]> = {}
const withRow = new Set(table.map(({ fault }) => fault.type))
const without = Object.entries(canonicalSpecs).flatMap(([name, specs]) => (withRow.has(name) ? [] : specs))

const jobs = [
  ...table.map((row) => async () => {
    const [request, fetch] = await Promise.all([requestMeets(row), fetchMeets(row)])
    rows[nameOf(row)] = { request, fetch, virtual: await virtualMeets(row) }
  }),
  ...without.map(({ fault, stream = false }) => async () => {
    const row = { fault, gives: [], ...(stream ? { stream } : {}) }
    others[nameOf(row)] = await Promise.all([requestMeets(row), fetchMeets(row)])
  }),
].values()
const player = async () => {
  for (const job of jobs) await job()
}
await Promise.all(Array.from({ length: sideBySide }, player))
console.log(JSON.stringify({ rows, others } satisfies PlayedTable))
