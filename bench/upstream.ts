// How many requests a second the wire upstream answers, beside a bare node:http server and aimock, which give the same
// answers; and what a request costs each of them.
//
//   --quick          a short run, for CI: fails below what is owed
//   --only ours      some of the servers
//   --kind json,sse  some of the kinds of answer
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { median } from './microRounds.ts'
import type { Kind } from './upstreamAnswer.ts'
import { comparison, Meter, ratioOf, Server, type Round } from './upstreamRounds.ts'
import { servers as allServers, type ServerName } from './upstreamServers.ts'

const owedRatio = 0.9
const goalRatio = 1.5
const titles: Readonly<Record<Kind, string>> = { json: 'JSON', sse: 'SSE, 50 events at once' }

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string' }, kind: { type: 'string' } },
})
const plan = values.quick
  ? { connections: 32, rounds: 5, seconds: 0.6, warmUpSeconds: 1 }
  : { connections: 32, rounds: 9, seconds: 2, warmUpSeconds: 3 }
const everyday = Object.keys(allServers).filter((name) => name !== 'net')
const names = chosen('--only', values.only, values.quick ? everyday : Object.keys(allServers)) as ServerName[]
const kinds = chosen('--kind', values.kind, Object.keys(titles)) as Kind[]

/** The listed names, or all there are. */
function chosen(option: string, list: string | undefined, all: readonly string[]): readonly string[] {
  const unknown = list?.split(',').find((name) => !all.includes(name))
  if (unknown === undefined) return list?.split(',') ?? all
  console.error(`${option} ${unknown}: there is no such thing, only ${all.join(', ')}`)
  process.exit(2)
}

const load = loadavg()[0]!.toFixed(1)
console.log(`Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model.trim()}, load ${load} at the start`)
console.log(
  `Each server and autocannon in a process of its own, servers in turn: ${plan.rounds} rounds of ${plan.seconds} s, ` +
    `medians, ${plan.connections} connections, pipelining 1.`,
)

// What ours answers, the others are told to answer.
const ours = await Server.start('ours')
const servers: Server[] = []
for (const name of names) servers.push(name === 'ours' ? ours : await Server.start(name, ours.answers))
console.log(
  `All of them answer alike: ${ours.answers.json.bytes.length} bytes of JSON, ${ours.answers.sse.events.length} events.`,
)
const meter = new Meter()

const figures: { kind: Kind; server: ServerName; requestsPerSecond: number; cpuMicroseconds: number; ratio: number }[] =
  []
for (const kind of kinds) {
  const measured = await comparison(meter, servers, { ...plan, kind })
  const bare = measured.get('http')
  console.log(`\n${titles[kind]}`)
  console.log('  server   requests/s   against node:http   CPU µs/request   against node:http   meter busy')
  for (const [server, rounds] of measured) {
    const ratio = bare === undefined ? NaN : ratioOf(rounds, bare, 'requestsPerSecond')
    const cpuRatio = bare === undefined ? NaN : ratioOf(rounds, bare, 'cpuMicroseconds')
    const requestsPerSecond = medianOf(rounds, 'requestsPerSecond')
    const cpuMicroseconds = medianOf(rounds, 'cpuMicroseconds')
    const meterBusy = medianOf(rounds, 'meterBusy')
    console.log(
      [
        `  ${server.padEnd(7)}`,
        requestsPerSecond.toFixed(0).padStart(12),
        `${ratio.toFixed(2)}x`.padStart(20),
        cpuMicroseconds.toFixed(1).padStart(17),
        `${cpuRatio.toFixed(2)}x`.padStart(20),
        `${(meterBusy * 100).toFixed(0)} %`.padStart(13),
      ].join(''),
    )
    figures.push({ kind, server, requestsPerSecond, cpuMicroseconds, ratio })
  }
}
for (const server of servers) await server.end()
await meter.end()

const ofOurs = figures.filter(({ server, ratio }) => server === 'ours' && !Number.isNaN(ratio))
if (ofOurs.length > 0) {
  const least = Math.min(...ofOurs.map(({ ratio }) => ratio))
  const verdict = least >= owedRatio ? (least >= goalRatio ? 'held, and the goal too' : 'held') : 'not held'
  console.log(
    `\n${verdict}: ours answers at least ${least.toFixed(2)}x the requests of node:http; owed ${owedRatio}x, goal ${goalRatio}x`,
  )
  process.exitCode = least >= owedRatio ? 0 : 1
}
console.log(JSON.stringify({ node: process.versions.node, ...plan, figures }))

function medianOf(rounds: readonly Round[], figure: keyof Round): number {
  return median(rounds.map((round) => round[figure]))
}
