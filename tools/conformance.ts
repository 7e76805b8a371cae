// Plays every client of the published table on every case, twice, on real sockets, and writes docs/conformance.{json,md,html}.
// --date is the day that stands in it. --clients, --cases (names, comma separated) and --out serve to look at a part of it.
import { parseArgs } from 'node:util'
import { conformanceNames } from '../src/harness/conformance/cases.ts'
import { keepMeasured } from '../src/harness/conformance/keepMeasured.ts'
import { playsOf } from '../src/harness/conformance/plays.ts'
import { tableOf, type TableFacts } from '../src/harness/conformance/tableOf.ts'
import { provenance } from '../src/harness/provenance.ts'
import { countsOf } from '../src/reporters/conformance/view.ts'
import { scenarios } from '../src/scenarios/index.ts'
import { clientsOfTable, tableClient } from './conformance/clients.ts'
import { tableIn, writeTable } from './conformance/files.ts'
import { Journal } from './conformance/journal.ts'
import { playAll } from './conformance/pool.ts'

const { values: flags } = parseArgs({
  options: {
    date: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    clients: { type: 'string' },
    cases: { type: 'string' },
    rounds: { type: 'string', default: '2' },
    workers: { type: 'string', default: '3' },
    'at-once': { type: 'string', default: '10' },
    'processes-at-once': { type: 'string', default: '4' },
    out: { type: 'string', default: new URL('../docs', import.meta.url).pathname },
    /** A file in which every play is taken down as soon as it is over; given again, what stands in it is not played again. */
    journal: { type: 'string' },
    /** Nothing of what stands in the files is kept. */
    fresh: { type: 'boolean', default: false },
  },
})

/** The longest play that came to a verdict took 70 s; who waits out an hour that it was asked for has none. */
const longestMs = 180_000

const began = performance.now()
const clients = chosen(clientsOfTable, flags.clients)
const cases = chosen(
  conformanceNames.map((name) => scenarios.find((one) => one.name === name)!),
  flags.cases,
)
const plays = playsOf(
  clients,
  cases.map(({ name }) => name),
  Number(flags.rounds),
)
const journal = new Journal(flags.journal)
const open = plays.filter((play) => journal.resultOf(play) === undefined)
const fresh = await playAll(open, {
  workers: Number(flags.workers),
  // Who waits for minutes costs nothing; who starts a process of its own costs most.
  atOnce: { patient: 60, process: Number(flags['processes-at-once']), plain: Number(flags['at-once']) },
  longestMs,
  onPlayed: (play, cell, done) => {
    journal.add(play, cell)
    if (done % 100 === 0 || done === open.length) console.log(`${done}/${open.length} plays, ${seconds()} s`)
  },
})
const played = [...plays.flatMap((play) => journal.resultOf(play) ?? []), ...fresh]
const facts: TableFacts = {
  date: flags.date,
  brownout: provenance().version,
  node: process.version,
  clients: clients.map(tableClient),
  cases: cases.map(({ name, family, strength, requirement, source }) => ({
    name,
    family,
    strength,
    requirement,
    source,
  })),
}
const before = flags.fresh ? undefined : tableIn(flags.out)
const table = before === undefined ? tableOf(facts, played) : keepMeasured(tableOf(facts, played), before)
writeTable(flags.out, table)
for (const { name } of table.clients) console.log(name.padEnd(32), countsOf(Object.values(table.cells[name]!)))
console.log(`${plays.length} plays in ${seconds()} s; written to ${flags.out}`)

function seconds(): string {
  return ((performance.now() - began) / 1000).toFixed(1)
}

/** Those of these names, in the order of the table; all unless named. */
function chosen<Item extends { readonly name: string }>(
  items: readonly Item[],
  names: string | undefined,
): readonly Item[] {
  if (names === undefined) return items
  const wanted = names.split(',')
  const unknown = wanted.find((name) => !items.some((item) => item.name === name))
  if (unknown !== undefined)
    throw new Error(`there is no ${unknown}; there are ${items.map(({ name }) => name).join(', ')}`)
  return items.filter(({ name }) => wanted.includes(name))
}
