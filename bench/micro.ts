// What one request costs: our client with all default policies on, against undici alone and the usual SDKs.
//
//   BROWNOUT_MICRO_QUICK=1   a short run, for a first look
//   --only ours,bare         some of the clients: node --cpu-prof bench/micro.ts --only ours writes a profile of it
//   --kind json,few,each     some of the kinds of answer
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { printMachine } from './machine.ts'
import { measuredClients } from './microClients.ts'
import { comparison, median, Worker, type Measured } from './microRounds.ts'

const quick = process.env['BROWNOUT_MICRO_QUICK'] === '1'
const plan = quick
  ? { rounds: 7, roundCpuMs: 40, warmUpCpuMs: 300 }
  : { rounds: 41, roundCpuMs: 60, warmUpCpuMs: 1_000 }
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
const names = chosen('--only', values.only, Object.keys(measuredClients))
const kinds = chosen('--kind', values.kind, Object.keys(allKinds))

/** The listed names, or all there are. */
function chosen(option: string, list: string | undefined, all: readonly string[]): readonly string[] {
  const unknown = list?.split(',').find((name) => !all.includes(name))
  if (unknown === undefined) return list?.split(',') ?? all
  console.error(`${option} ${unknown}: there is no such thing, only ${all.join(', ')}`)
  process.exit(2)
}

const upstream = fork(new URL('./microUpstream.ts', import.meta.url), { execArgv: [] })
const [port] = (await once(upstream, 'message')) as [number]
const workers = names.map((name) => new Worker(name))

printMachine('undici', 'openai', 'ai', '@ai-sdk/openai-compatible', 'tinybench')
console.log(
  `Each client in a process of its own, and in turn: ${plan.rounds} rounds, medians; ± is the median deviation.`,
)
console.log(
  'CPU is that of the client’s process, all its threads, garbage collection too; the upstream is another one.',
)

const heapMb = async (worker: Worker) => ((await worker.heapBytes()) / 2 ** 20).toFixed(1)
const heapsBefore = await Promise.all(workers.map(heapMb))
const owed: { what: string; ratio: number }[] = []
for (const path of kinds) {
  const { title, act } = allKinds[path]!
  for (const concurrency of concurrencies) {
    const what = `${title}, ${concurrency} at a time`
    const baseURL = `http://127.0.0.1:${port}/${path}/v1`
    const measured = await comparison(workers, { ...plan, baseURL, act, concurrency })
    const bare = measured.find(({ name }) => name === 'bare')
    console.log(`\n${what}`)
    console.log('  client   CPU µs/request         against bare   requests/s   KB allocated/request')
    for (const row of measured) {
      const ratio = bare === undefined ? undefined : ratioOf(row, bare)
      console.log(line(row, ratio))
      if (row.name === 'ours' && ratio !== undefined && isOwed(concurrency)) owed.push({ what, ratio })
    }
  }
}
console.log('\nheap after gc, before the first request and after the last')
for (const [index, worker] of workers.entries())
  console.log(
    `  ${worker.name.padEnd(7)} ${heapsBefore[index]!.padStart(6)} MB ${(await heapMb(worker)).padStart(6)} MB`,
  )
for (const worker of workers) await worker.end()
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

function line({ name, cpuMicroseconds, rounds, requestsPerRound }: Measured, ratio: number | undefined): string {
  return [
    `  ${name.padEnd(7)}`,
    cpuMicroseconds.p50.toFixed(1).padStart(9),
    ` ± ${cpuMicroseconds.mad.toFixed(1).padEnd(6)}`,
    (ratio === undefined ? '' : `${ratio.toFixed(2)}x`).padStart(17),
    (requestsPerRound / (median(rounds.map((round) => round.wallMs)) / 1000)).toFixed(0).padStart(13),
    (median(rounds.map((round) => round.allocatedBytes)) / 1024).toFixed(1).padStart(23),
  ].join('')
}
