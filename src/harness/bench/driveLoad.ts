import { plannedLoad, type Arrival, type PlannedLoad } from './arrivals.ts'
import { CallsUnderWay } from './callsUnderWay.ts'
import { driveArrivals } from './driveArrivals.ts'
import { driveCallers } from './driveCallers.ts'
import { isStopped, type Driving, type LoadResumption } from './driving.ts'
import { endsWithin } from './endsWithin.ts'
import { rounded } from './unmeasured.ts'

export interface Driven {
  /** Calls that began, those of the warm-up included. */
  readonly begun: number
  /** Due, and never begun, because `maxInFlight` were out; each has its sample. */
  readonly dropped: number
  readonly cancelled: number
  /** Of the plan (of the shard), because the run was stopped; null where only time would have told how many. */
  readonly notBegun: number | null
  /** On the run's own time line, which stands still while a run is interrupted. */
  readonly elapsedMs: number
  readonly isStopped: boolean
}

/** Beyond its deadline, for a client that is slow to end a call. */
const settleMs = 5_000
/** After an abort. */
const abortMs = 1_000
const meterMs = 1_000

/**
 * Makes the calls of a plan and hands a record of each to the sink. A call of an open load starts when it is due, whatever
 * became of the others; its latency counts from then, and `startedMs - dueMs` says how late the load itself was. Of the calls
 * it holds only those that are out.
 * Rejects with what a client throws: it owes a measurement of every call. Whatever happens, nothing is left running.
 */
export async function driveLoad(driving: Driving): Promise<Driven> {
  const { plan, clock, shard, resumption, stop } = driving
  const load = plannedLoad(plan, shard)
  // The time in which nothing ran is no time of the run.
  const resumedMs = resumption === undefined ? 0 : resumedAt(load, resumption)
  const calls = new CallsUnderWay(driving, clock.now() - resumedMs)
  const stopMeter = readMeter(driving, calls)
  try {
    const notBegun =
      load.arrivals === 'open'
        ? await driveArrivals(driving, calls, toMake(load.instants(), resumption))
        : await driveCallers(driving, calls, load.callers)
    await drain(driving, calls)
    if (calls.bug !== undefined) throw calls.bug.error
    const { begun, dropped, cancelled } = calls
    return { begun, dropped, cancelled, notBegun, elapsedMs: calls.elapsedMs(), isStopped: isStopped(stop) }
  } finally {
    stopMeter()
  }
}

function toMake(arrivals: Generator<Arrival, void>, resumption: LoadResumption | undefined): Generator<Arrival, void> {
  return resumption === undefined ? arrivals : unrecorded(arrivals, resumption)
}

function* unrecorded(arrivals: Iterable<Arrival>, { isRecorded }: LoadResumption): Generator<Arrival, void> {
  for (const arrival of arrivals) if (!isRecorded(arrival.call)) yield arrival
}

/** An open load goes on with the first call that has no record: what was out when the run was interrupted. */
function resumedAt(load: PlannedLoad, resumption: LoadResumption): number {
  if (load.arrivals === 'closed') return resumption.atMs
  const first = toMake(load.instants(), resumption).next()
  return first.done === true ? resumption.atMs : first.value.dueMs
}

/** Waits for what is out: for its deadline, or for the grace of a stop; then aborts it, and takes down what remains. */
async function drain({ clock, plan, stop }: Driving, calls: CallsUnderWay): Promise<void> {
  const none = calls.none()
  if (!isStopped(stop) && calls.bug === undefined) {
    if (await endsWithin(none, clock, plan.deadlineMs + settleMs, [stop?.signal, stop?.quit])) return
  }
  const graceMs = stop === undefined || calls.bug !== undefined ? 0 : stop.graceMs
  if (isStopped(stop) && (await endsWithin(none, clock, graceMs, [stop?.quit]))) return
  calls.cancel()
  if (!(await endsWithin(none, clock, abortMs, []))) calls.giveUp()
}

/** A line a second while the load lasts; what is returned ends it. */
function readMeter({ meter, clock, sink }: Driving, calls: CallsUnderWay): () => void {
  if (meter === undefined) return () => {}
  const again = () => {
    sink.add({ type: 'meter', atMs: rounded(calls.elapsedMs()), ...meter.read(), inFlight: calls.inFlight })
    timer = clock.timer(meterMs, again, { background: true })
  }
  let timer = clock.timer(meterMs, again, { background: true })
  return () => timer.cancel()
}
