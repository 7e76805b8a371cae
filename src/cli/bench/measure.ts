import type { BenchRecord } from '../../bench/sample.ts'
import type { Script } from '../../faults/index.ts'
import type { BenchPlan, Shard } from '../../harness/bench/benchPlan.ts'
import type { LoadResumption } from '../../harness/bench/driving.ts'
import { RunBudget, type ReachedCap, type RunCaps } from '../../harness/bench/live/runBudget.ts'
import type { RecordSink } from '../../harness/bench/recordSink.ts'
import { runBench, toAll, type AskedServer, type BenchEnd } from '../../harness/bench/runBench.ts'
import type { BenchFolder } from '../../harness/bench/store/benchFolder.ts'
import { messages } from '../../messages/index.ts'
import type { StopSignal } from '../exitCodes.ts'
import type { Io } from '../io.ts'

const words = messages.benchReport

/** How long calls that are out are waited for when the user stops the run; what is live is paid for already. */
const graceMs = { live: 5_000, loopback: 500, virtual: 0 } as const

export interface Measuring {
  readonly plan: BenchPlan
  readonly script: Script | null
  readonly folder: BenchFolder
  /** Undefined: the mock. */
  readonly server?: AskedServer | undefined
  /** Undefined where nothing is billed. */
  readonly caps?: RunCaps | undefined
  readonly shard?: Shard | undefined
  readonly resumption?: LoadResumption | undefined
  /** Beside the folder: whoever watches. */
  readonly watchers?: readonly RecordSink[]
  /** Learns of the budget before the first call. */
  readonly onBudget?: (budget: RunBudget) => void
}

export interface Measured {
  readonly end: BenchEnd
  readonly stoppedBy: StopSignal | undefined
  readonly reached: ReachedCap | undefined
  readonly budget: RunBudget | undefined
}

/** What ends a run before its load is over: the user, a cap, or a disk that is full. */
export class RunStop {
  readonly #stop = new AbortController()
  stoppedBy: StopSignal | undefined

  get signal(): AbortSignal {
    return this.#stop.signal
  }

  stop(): void {
    this.#stop.abort()
  }
}

/** Makes the calls of a plan until it is over or something stops it; every record is in the folder. */
export async function measure(measuring: Measuring, stop: RunStop, io: Io): Promise<Measured> {
  const { plan, script, folder, server, caps, shard, resumption, watchers = [] } = measuring
  const budget = caps === undefined ? undefined : new RunBudget(caps)
  if (budget !== undefined) measuring.onBudget?.(budget)
  const latest = new LatestInstant()
  const sink = toAll([folder, latest, ...watchers])
  budget?.onReached((cap) => {
    const text =
      cap === 'max-cost'
        ? messages.live.reached[cap](budget.atMostPicoUsd, budget.limitPicoUsd)
        : messages.live.reached[cap](budget.requests)
    sink.add({ type: 'note', atMs: latest.atMs, note: cap === 'max-cost' ? 'budget-reached' : 'limit-reached', text })
    io.err.write(`\n${text}\n`)
    stop.stop()
  })
  const grace = graceMs[plan.world]
  const stopListening = io.onStop((signal) => {
    stop.stoppedBy = signal
    const text = words.stopping(grace)
    sink.add({ type: 'note', atMs: latest.atMs, note: 'interrupted', text })
    io.err.write(`\n${text}\n`)
    stop.stop()
  })
  try {
    const order = { plan, script, server, budget, sink, shard, resumption }
    const end = await runBench({ ...order, stop: { signal: stop.signal, graceMs: grace } })
    return { end, stoppedBy: stop.stoppedBy, reached: budget?.reached, budget }
  } finally {
    stopListening()
  }
}

/** Where on the run's time line it has come to, which is where a note belongs. */
class LatestInstant implements RecordSink {
  atMs = 0

  add(record: BenchRecord): void {
    if (record.type === 'budget') return
    const atMs = record.type === 'sample' ? (record.endedMs ?? record.dueMs) : record.atMs
    this.atMs = Math.max(this.atMs, atMs)
  }
}
