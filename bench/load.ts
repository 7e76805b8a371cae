// How much load one core makes: arrivals a second without lag, beside autocannon and wrk on the same server; and a million calls
// recorded.
//
//   (nothing)        all of it
//   --quick          a short run, for CI: one round, 50,000 calls
//   --calls N        so many calls are recorded
//   --rounds N       so many rounds
//   --client NAME    only this one of ours: full, bare or sockets; nothing is recorded
import { parseArgs } from 'node:util'
import { Child } from './child.ts'
import { printMachine } from './machine.ts'
import { mostConnections } from './loadPlan.ts'
import { clients, loadRounds, type LoadFigures } from './loadRounds.ts'
import type { RecorderFigures } from './loadRecorder.ts'

const owedRatio = 0.8
const goalRatio = 1.2
const mostLagMs = 5
const connections = 32
const mostRssMb = 200
/** V8 does not collect what it has room for: with so little it has to, or the process ends. In MB. */
const heapFlags = ['--max-old-space-size=64', '--max-semi-space-size=4']

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    calls: { type: 'string' },
    rounds: { type: 'string' },
    client: { type: 'string' },
  },
})
const calls = Number(values.calls ?? (values.quick ? 50_000 : 1_000_000))
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3))
const seconds = values.quick ? 1 : 2
printMachine('undici', 'autocannon')

const server = new Child('./loadServer.ts')
const port = await server.ask<number>({})
const asked = values.client === undefined ? clients : clients.filter((client) => client === values.client)
if (asked.length === 0) throw new Error(`--client is one of ${clients.join(', ')}`)
const figures = await loadRounds(port, { clients: asked, rounds, seconds, connections, mostLagMs })
print(figures)
const isLoadHeld = judge(figures)
const recorded = values.client === undefined ? await record() : undefined
await server.end()
const isMemoryHeld = recorded === undefined || judgeMemory(recorded)
console.log(JSON.stringify({ node: process.versions.node, rounds, seconds, figures, recorded }))
process.exitCode = isLoadHeld && isMemoryHeld ? 0 : 1

async function record(): Promise<RecorderFigures> {
  const recorder = new Child('./loadRecorder.ts', [], heapFlags)
  const recorded = await recorder.ask<RecorderFigures>({ port, calls })
  await recorder.end()
  return recorded
}

function print({ wrk, cannon, ours }: LoadFigures): void {
  console.log(
    `\nOne process each, in turn: ${rounds} rounds of ${seconds} s, ${connections} connections (open: up to ${mostConnections}, and the first tenth warms up, as in brownout bench), medians`,
  )
  console.log(
    '  who                   closed loop, /s   CPU µs/call   open, /s without lag   p99 start lag at half, ms',
  )
  const line = (who: string, cells: readonly string[]) =>
    console.log(`  ${who.padEnd(20)}${cells.map((cell, index) => cell.padStart([17, 14, 23, 28][index]!)).join('')}`)
  line('wrk, 1 thread', [wrk === undefined ? 'not installed' : wrk.toFixed(0), '', 'none: it is closed', ''])
  line('autocannon', [cannon.perSecond.toFixed(0), cannon.cpuMicroseconds.toFixed(1), 'none: it is closed', ''])
  for (const { client, closed, cpuMicroseconds, open, halfLagP99Ms } of ours)
    line(
      `brownout, ${client}`,
      [closed, cpuMicroseconds, open, halfLagP99Ms].map((value, index) => value.toFixed([0, 1, 0, 2][index])),
    )
  for (const { client, closed, cpuMicroseconds, open } of ours)
    console.log(
      `${client} client, against autocannon: closed ${(closed / cannon.perSecond).toFixed(2)}x, open ` +
        `${(open / cannon.perSecond).toFixed(2)}x, by CPU of a call ${(cannon.cpuMicroseconds / cpuMicroseconds).toFixed(2)}x`,
    )
}

/** What is owed is owed by the generator; what our client costs beside it is told. */
function judge({ cannon, isCannonNoisy, ours }: LoadFigures): boolean {
  const best = ours.toSorted((one, other) => other.open - one.open)[0]!
  const ratio = best.open / cannon.perSecond
  const lag = best.halfLagP99Ms
  const isFast = ratio >= owedRatio && !isCannonNoisy
  const isOnTime = best.open > 0 && lag < mostLagMs
  const notHeld = best.isNoisy || isCannonNoisy ? 'no verdict, TOO NOISY (other programs had the CPU)' : 'not held'
  console.log(
    `${isFast ? (ratio >= goalRatio ? 'held, and the goal too' : 'held') : notHeld}: ${best.client} client, ` +
      `${ratio.toFixed(2)}x autocannon's closed loop without lag; owed ${owedRatio}x, goal ${goalRatio}x`,
  )
  console.log(
    `${isOnTime ? 'held' : notHeld}: p99 start lag at half of it ${lag.toFixed(2)} ms; allowed ${mostLagMs} ms`,
  )
  return isFast && isOnTime
}

function judgeMemory({ begun, durable, seconds: took, mostRssMb: most, restRssMb, fileMb }: RecorderFigures): boolean {
  const isHeld = most < mostRssMb && durable >= begun
  console.log(
    `${isHeld ? 'held' : 'not held'}: ${begun} calls through our client, ${durable} records kept (${fileMb.toFixed(0)} MB) in ` +
      `${took.toFixed(0)} s, ${(begun / took).toFixed(0)}/s; RSS ${restRssMb.toFixed(0)} MB before, ${most.toFixed(0)} MB at ` +
      `most, allowed ${mostRssMb} MB (node ${heapFlags.join(' ')})`,
  )
  return isHeld
}
