import type { ShownCall, ShownCalls } from '../../bench/metrics/benchSummary.ts'
import type { CallTry } from '../../bench/sample.ts'
import { messages } from '../../messages/index.ts'
import { TraceBuilder } from './traceBuilder.ts'
import type { Track } from './track.ts'
import type { TraceEvent } from './traceEvent.ts'

const words = messages.trace

/** The calls of a benchmark that its report shows: each once, in the order of the plan. */
export function callsOf({ slowest, failed, random }: ShownCalls): ShownCall[] {
  const byNumber = new Map([...slowest, ...failed, ...random].map((call) => [call.call, call]))
  return [...byNumber.values()].toSorted((one, other) => one.call - other.call)
}

type DrawnTry = CallTry & { readonly track: Track }

export function benchTrace(shown: ShownCalls): readonly TraceEvent[] {
  const builder = new TraceBuilder()
  for (const call of callsOf(shown)) addCall(builder, call)
  return builder.events
}

function addCall(builder: TraceBuilder, sample: ShownCall): void {
  const { call, dueMs, startedMs, endedMs, firstTokenMs, outcome, errorClass } = sample
  if (startedMs === null || endedMs === null) return
  const client = { endpoint: null, call }
  builder.stretch(client, {
    name: words.call(call, errorClass ?? outcome),
    fromMs: dueMs,
    toMs: endedMs,
    kind: 'call',
    args: { series: sample.series, outcome, model: sample.model, attempts: sample.attempts, status: sample.status },
  })
  if (startedMs > dueMs) {
    builder.stretch(client, {
      name: words.lateStart(startedMs - dueMs),
      fromMs: dueMs,
      toMs: startedMs,
      kind: 'wait',
    })
  }
  const tries = triesOf(sample, startedMs, endedMs)
  const tracks: Track[] = []
  for (const [index, one] of tries.entries()) {
    const before = tries[index - 1]
    const track = addTry(builder, call, one, index)
    if (before !== undefined) addMoveOn(builder, call, index, { ...before, track: tracks.at(-1)! }, { ...one, track })
    tracks.push(track)
  }
  const answering = tries.findLast((one) => one.errorClass === null) ?? tries.at(-1)
  if (firstTokenMs !== null && answering !== undefined)
    builder.instant({ endpoint: answering.model, call }, words.firstToken, firstTokenMs)
}

function addTry(builder: TraceBuilder, call: number, one: CallTry, index: number): Track {
  const place = { endpoint: one.model, call }
  return builder.stretch(place, {
    name: words.attempt(index + 1, one.errorClass ?? words.ok),
    fromMs: one.startedMs,
    toMs: one.endedMs,
    kind: 'attempt',
    args: { errorClass: one.errorClass },
  })
}

/** What lies between an attempt and the one before it: a wait, and an arrow where it went elsewhere. */
function addMoveOn(builder: TraceBuilder, call: number, index: number, before: DrawnTry, one: DrawnTry): void {
  const waitedMs = one.startedMs - before.endedMs
  if (waitedMs > 0) {
    const reason = words.beforeAttempt(index + 1, before.errorClass ?? words.ok)
    builder.stretch(
      { endpoint: null, call },
      {
        name: words.wait(waitedMs, reason),
        fromMs: before.endedMs,
        toMs: one.startedMs,
        kind: 'wait',
        args: { reason },
      },
    )
  }
  if (before.model !== one.model) builder.arrow(before.track, before.endedMs, one.track, one.startedMs)
}

/** With instants of the run. A call that one attempt answered does not tell of it. */
function triesOf({ tries, model, series, errorClass }: ShownCall, startedMs: number, endedMs: number): CallTry[] {
  if (tries === undefined) return [{ model: model ?? series, startedMs, endedMs, errorClass }]
  return tries.map((one) => ({ ...one, startedMs: startedMs + one.startedMs, endedMs: startedMs + one.endedMs }))
}
