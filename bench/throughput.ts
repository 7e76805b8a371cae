// Requests a second and CPU per request of several servers that give the same answers.
import { isMachineBusy } from './machine.ts'
import { median } from './microRounds.ts'
import { chunksOf } from './upstreamCheck.ts'
import type { Kind } from './upstreamAnswer.ts'
import { comparison, Meter, ratioOf, Server, type Round, type RoundPlan } from './upstreamRounds.ts'
import type { ServerName } from './upstreamServers.ts'

const owedRatio = 0.9
const goalRatio = 1.5
export const titles: Readonly<Record<Kind, string>> = { json: 'JSON', sse: 'SSE, 50 events at once' }

interface Figures {
  readonly kind: Kind
  readonly server: ServerName
  readonly requestsPerSecond: number
  readonly cpuMicroseconds: number
  readonly meterBusy: number
  /** Against node:http, round by round; NaN where that was not asked for. */
  readonly ratio: number
  readonly cpuRatio: number
}

export interface ThroughputPlan extends Omit<RoundPlan, 'kind'> {
  readonly names: readonly ServerName[]
  readonly kinds: readonly Kind[]
}

/** Prints what it finds; false if ours answers fewer requests than is owed. */
export async function measureThroughput({ names, kinds, ...plan }: ThroughputPlan): Promise<boolean> {
  const { rounds, seconds, connections } = plan
  console.log(
    `Each server and autocannon in a process of its own, servers in turn: ${rounds} rounds of ${seconds} s, ` +
      `medians, ${connections} connections, pipelining 1.`,
  )
  const isBusy = isMachineBusy()
  // What ours answers, the others are told to answer.
  const ours = await Server.start('ours')
  const servers: Server[] = []
  for (const name of names) servers.push(name === 'ours' ? ours : await Server.start(name, ours.answers))
  const { json, sse } = ours.answers
  console.log(`All of them answer alike: ${json.bytes.length} bytes of JSON, ${sse.events.length} events.`)
  const chunks: string[] = []
  for (const { name, port } of servers) chunks.push(`${name} ${await chunksOf(port)}`)
  console.log(`Chunks that these come in: ${chunks.join(', ')}.`)
  const meter = new Meter()
  const found: Figures[] = []
  for (const kind of kinds) {
    const figures = figuresOf(kind, await comparison(meter, servers, { ...plan, kind }))
    print(kind, figures)
    found.push(...figures)
  }
  for (const server of new Set([ours, ...servers])) await server.end()
  await meter.end()
  const held = judge(found, isBusy)
  console.log(JSON.stringify({ node: process.versions.node, ...plan, figures: found }))
  return held
}

function figuresOf(kind: Kind, measured: ReadonlyMap<ServerName, readonly Round[]>): Figures[] {
  const bare = measured.get('http')
  const against = (rounds: readonly Round[], figure: keyof Round) =>
    bare === undefined ? NaN : ratioOf(rounds, bare, figure)
  return [...measured].map(([server, rounds]) => ({
    kind,
    server,
    requestsPerSecond: median(rounds.map((round) => round.requestsPerSecond)),
    cpuMicroseconds: median(rounds.map((round) => round.cpuMicroseconds)),
    meterBusy: median(rounds.map((round) => round.meterBusy)),
    ratio: against(rounds, 'requestsPerSecond'),
    cpuRatio: against(rounds, 'cpuMicroseconds'),
  }))
}

function print(kind: Kind, figures: readonly Figures[]): void {
  console.log(`\n${titles[kind]}`)
  console.log('  server   requests/s   against node:http   CPU µs/request   against node:http   meter busy')
  for (const { server, requestsPerSecond, ratio, cpuMicroseconds, cpuRatio, meterBusy } of figures)
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
}

/**
 * By requests a second; where others have the machine's time too, those count what the scheduler gave to whom, and the
 * CPU of a request says the same of a server that is always busy.
 */
function judge(figures: readonly Figures[], isBusy: boolean): boolean {
  const ratios = figures
    .filter(({ server, ratio }) => server === 'ours' && !Number.isNaN(ratio))
    .map(({ ratio, cpuRatio }) => (isBusy ? 1 / cpuRatio : ratio))
  if (ratios.length === 0) return true
  const least = Math.min(...ratios)
  const verdict = least >= owedRatio ? (least >= goalRatio ? 'held, and the goal too' : 'held') : 'not held'
  const by = isBusy ? ', by their CPU, as this machine had other work' : ''
  console.log(
    `\n${verdict}: ours answers at least ${least.toFixed(2)}x the requests of node:http${by}; ` +
      `owed ${owedRatio}x, goal ${goalRatio}x`,
  )
  return least >= owedRatio
}
