// What one request costs: our client with all default policies on, against undici alone and the usual SDKs.
//
//   BROWNOUT_MICRO_QUICK=1   a short run, for a first look
//   --only ours,bare         some of the clients, to profile them
//   --kind json,few,each     some of the kinds of answer
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { measuredClients } from './microClients.ts'
import { collectGarbage, comparison, median, type Measured } from './microRounds.ts'

const quick = process.env['BROWNOUT_MICRO_QUICK'] === '1'
const plan = quick ? { rounds: 7, roundCpuMs: 40, warmUpCpuMs: 200 } : { rounds: 41, roundCpuMs: 60, warmUpCpuMs: 600 }
const owedRatio = 1.25
const goalRatio = 1.15

interface Kind {
  readonly title: string
  readonly act: 'chat' | 'stream'
}

const allKinds: Readonly<Record<string, Kind>> = {
  json: { title: 'JSON', act: 'chat' },
  few: { title: 'stream in 3 writes', act: 'stream' },
  each: { title: 'stream, a write for each event', act: 'stream' },
}
const concurrencies = [1, 16, 64]
/** Where the ratio is owed; one request at a time is mostly the event loop going to sleep and waking up. */
const isOwed = (concurrency: number) => concurrency > 1

const { values } = parseArgs({ options: { only: { type: 'string' }, kind: { type: 'string' } } })
const clients = chosen('--only', values.only, measuredClients)
const kinds = chosen('--kind', values.kind, allKinds)

/** The named ones of a table, or all. */
function chosen<Thing>(
  option: string,
  list: string | undefined,
  all: Readonly<Record<string, Thing>>,
): [string, Thing][] {
  const names = list?.split(',') ?? Object.keys(all)
  return names.map((name) => {
    const thing = all[name]
    if (thing !== undefined) return [name, thing]
    console.error(`${option} ${name}: there is no such thing, only ${Object.keys(all).join(', ')}`)
    process.exit(2)
  })
}

const upstream = fork(new URL('./microUpstream.ts', import.meta.url), { execArgv: [] })
const [port] = (await once(upstream, 'message')) as [number]

console.log(`Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model.trim()}`)
console.log(`Each client in turn, ${plan.rounds} rounds, medians; ± is the median deviation from the median.`)
console.log('CPU is that of this process, all its threads; the upstream is another process on this machine.')

const pad = (text: string, width: number) => text.padStart(width)
const heapMb = () => {
  collectGarbage()
  return (process.memoryUsage().heapUsed / 2 ** 20).toFixed(1)
}
const heapAtStart = heapMb()
const owed: { what: string; ratio: number }[] = []
for (const [path, { title, act }] of kinds) {
  const open = clients.map(([name, openClient]) => ({
    name,
    client: openClient(`http://127.0.0.1:${port}/${path}/v1`),
  }))
  for (const concurrency of concurrencies) {
    const acts = open.map(({ name, client }) => ({ name, act: () => client[act]() }))
    const measured = await comparison(acts, { ...plan, concurrency })
    const bare = measured.find(({ name }) => name === 'bare')
    console.log(`\n${title}, ${concurrency} at a time`)
    console.log('  client   CPU µs/request         against bare   requests/s   KB allocated/request')
    for (const row of measured) {
      const ratio = bare === undefined ? undefined : ratioOf(row, bare)
      console.log(
        [
          `  ${row.name.padEnd(7)}`,
          pad(row.cpuMicroseconds.p50.toFixed(1), 9),
          ` ± ${row.cpuMicroseconds.mad.toFixed(1).padEnd(6)}`,
          pad(ratio === undefined ? '' : `${ratio.toFixed(2)}x`, 17),
          pad(median(row.rounds.map((round) => round.requestsPerSecond)).toFixed(0), 13),
          pad((median(row.rounds.map((round) => round.allocatedBytes)) / 1024).toFixed(1), 23),
        ].join(''),
      )
      if (row.name === 'ours' && ratio !== undefined && isOwed(concurrency))
        owed.push({ what: `${title}, ${concurrency} at a time`, ratio })
    }
  }
  for (const { client } of open) await client.close?.()
}
console.log(`\nheap after gc: ${heapAtStart} MB before the first request, ${heapMb()} MB after the last`)
upstream.disconnect()

if (owed.length > 0) {
  const { what, ratio } = owed.toSorted((a, b) => b.ratio - a.ratio)[0]!
  const verdict = ratio <= owedRatio ? (ratio <= goalRatio ? 'held, and the goal too' : 'held') : 'not held'
  console.log(
    `${verdict}: ours costs at most ${ratio.toFixed(2)}x the CPU of bare at 16 and 64 at a time (${what}); ` +
      `owed ${owedRatio}x, goal ${goalRatio}x`,
  )
  process.exitCode = ratio <= owedRatio ? 0 : 1
}

/** Round against round: what else the machine does meets both alike. */
function ratioOf(row: Measured, bare: Measured): number {
  return median(row.rounds.map((round, index) => round.cpuMicroseconds / bare.rounds[index]!.cpuMicroseconds))
}
