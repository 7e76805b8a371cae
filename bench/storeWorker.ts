// One task of bench/store.ts, in a process of its own.
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { SummaryBuilder } from '../src/bench/metrics/summarise.ts'
import { mergeRuns } from '../src/harness/bench/merge/mergeRuns.ts'
import { BenchFolder } from '../src/harness/bench/store/benchFolder.ts'
import { readRun } from '../src/harness/bench/store/readRun.ts'
import { measureEventLoopLag } from '../src/runtime/index.ts'
import { manifestOf, samplePlan } from '../test/support/benchManifest.ts'
import { sampleOf } from '../test/support/runSamples.ts'

export type StoreTask = 'write' | 'stream' | 'read' | 'summarise' | 'merge'

export interface StoreFigures {
  readonly lines: number
  readonly seconds: number
  /** Of the whole process. */
  readonly largestMb: number
  readonly longestStopMs?: number
}

const [, , task, calls, out] = process.argv as [string, string, StoreTask, string, string]
const count = Number(calls)
const plan = { ...samplePlan, load: { type: 'constant', calls: count, everyMs: 1 } }
const whole = join(out, 'whole')
/** As many calls a turn as a busy loop makes; in between the event loop turns, as it does in a run. */
const callsPerTurn = 100

async function write(shard: { readonly index: number; readonly of: number } | null, folder: string): Promise<void> {
  const run = BenchFolder.create(folder, manifestOf(plan, { shard }))
  for (let call = (shard?.index ?? 1) - 1; call < count; call += shard?.of ?? 1) {
    run.add(sampleOf(call))
    if (call % callsPerTurn === 0) await new Promise(setImmediate)
  }
  run.finish({ state: 'finished' })
}

async function stream(): Promise<void> {
  const file = createWriteStream(join(out, 'stream.ndjson'))
  for (let call = 0; call < count; call += 1) {
    file.write(`${JSON.stringify(sampleOf(call))}\n`)
    if (call % callsPerTurn === 0) await new Promise(setImmediate)
  }
  await new Promise<void>((resolve) => file.end(resolve))
}

function read(onRecord: SummaryBuilder | undefined): void {
  for (const record of readRun(join(whole, 'latest')).records()) onRecord?.add(record)
}

const work: Record<StoreTask, () => Promise<void>> = {
  write: () => write(null, whole),
  stream,
  read: async () => read(undefined),
  summarise: async () => {
    const summary = new SummaryBuilder({ plannedCalls: count })
    read(summary)
    summary.summary()
  },
  merge: async () => {
    const runs = [1, 2, 3, 4].map((index) => readRun(join(out, `shard-${index}`, 'latest')))
    mergeRuns(runs, join(out, 'merged'), { tool: manifestOf().tool, command: 'brownout merge' })
  },
}

if (task === 'merge') for (const index of [1, 2, 3, 4]) await write({ index, of: 4 }, join(out, `shard-${index}`))
const lag = measureEventLoopLag()
const startedAt = process.hrtime.bigint()
await work[task]()
const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9
const isRun = task === 'write' || task === 'stream'
const figures: StoreFigures = {
  lines: count,
  seconds,
  largestMb: process.resourceUsage().maxRSS / 1_024,
  ...(isRun ? { longestStopMs: lag.worstMs() } : {}),
}
process.send!(figures)
process.disconnect()
