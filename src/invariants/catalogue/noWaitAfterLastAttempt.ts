import type { CallOutcome, CallView, EventOf, HistoryEvent, HistoryView } from '../../history/index.ts'
import { breakerSpans } from '../disturbances.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { firstAbove } from '../ordered.ts'
import { inMs, isLater, roundingMs } from '../timing.ts'

/**
 * A wait is in vain only if nothing came between: while a call waits to try again, a breaker may open or a key may die
 * under the calls beside it, and it then rightly gives up. Such calls are not judged, nor are those that end with a
 * local refusal, or may have stood in a line that others moved: for a permit, or for a place in the minute, which is later
 * than planned where those in front start late.
 */
export const noWaitAfterLastAttempt = defineInvariant({
  name: 'no-wait-after-last-attempt',
  number: 10,
  requirement: 'A call that will not try again fails at once: nobody sleeps after the last attempt.',
  source: 'litellm’s retry loop; the tutorial’s client sleeps up to 10 s before it gives up.',
  strength: 'must',
  vantage: 'driver',
  check(view, { declared: { deadlineMs, maxConcurrent }, toleranceMs, missesConnections }) {
    const findings = new Findings()
    // Made for the first call that is late: most runs have none.
    let hasSetback: ReturnType<typeof setbacksOf> | undefined
    let isBroken: ReturnType<typeof breakerSpans> | undefined
    const hadReason = (call: CallView, from: HistoryEvent, to: HistoryEvent) => {
      hasSetback ??= setbacksOf(view, toleranceMs)
      isBroken ??= breakerSpans(view)
      return hasSetback(call, from, to) || isBroken(call.instance, from.at, to.at)
    }
    for (const call of view.troubled) {
      const { ended, aborted, left, resumed, waits } = call
      if (ended === undefined || ended.outcome.ok || aborted !== undefined || left !== undefined) continue
      // A connection that was refused is an attempt too, and leaves no trace.
      if (missesConnections === true && call.attemptsStarted.length === 0) continue
      const last = lastSignOfAttempt(call)
      if (last === undefined || last.type === 'attempt-started') continue
      // A reader that was busy with the last piece can be told when it comes back, and not before.
      const isLate = isLater(ended.at, Math.max(last.at, resumed?.at ?? 0), toleranceMs)
      if (isLate && mayHaveSleptTooLong(call, deadlineMs, toleranceMs)) continue
      if (
        isLate &&
        (maxConcurrent !== undefined ||
          waits.some(({ seq, reason }) => seq > last.seq && reason === 'limiter') ||
          wasRefusedLocally(ended.outcome) ||
          (ended.outcome.errorClass === 'budget' && ranBeside(view, call, last, ended)) ||
          hadReason(call, last, ended))
      )
        continue
      findings.checked()
      if (!isLate) continue
      findings.violated(
        `call ${call.call} failed ${inMs(ended.at - last.at)} after its last attempt had ended`,
        last,
        ...waits.filter(({ seq }) => seq > last.seq),
        ended,
      )
    }
    return findings.verdict('no call failed by its last attempt')
  },
})

function wasRefusedLocally(outcome: CallOutcome & { ok: false }): boolean {
  return outcome.errorClass === 'circuit_open' || outcome.errorClass === 'local_limit'
}

/** Others of its instance may have spent what was left. */
function ranBeside({ calls }: HistoryView, own: CallView, from: HistoryEvent, to: HistoryEvent): boolean {
  return calls.some(
    ({ instance, call, started, ended }) =>
      instance === own.instance && call !== own.call && started.seq < to.seq && (ended?.seq ?? Infinity) > from.seq,
  )
}

/** In real time a wait that was to end shortly before the deadline may end behind it, and nothing may start any more. */
function mayHaveSleptTooLong(
  { started, ended }: CallView,
  declaredMs: number | undefined,
  toleranceMs: number,
): boolean {
  const deadlineMs = started.deadlineMs ?? declaredMs ?? Infinity
  return toleranceMs > 0 && ended!.at - started.at >= deadlineMs - toleranceMs
}

type SignOfAttempt = EventOf<'exchange-ended'> | EventOf<'attempt-started'> | EventOf<'attempt-ended'>

/** Undefined where no attempt reached the upstream, or one is still open there. */
function lastSignOfAttempt({ exchanges, attemptsStarted, attemptsEnded }: CallView): SignOfAttempt | undefined {
  let last: SignOfAttempt | undefined
  for (const { ended } of exchanges) {
    if (ended === undefined) return undefined
    if (last === undefined || ended.seq > last.seq) last = ended
  }
  if (last === undefined) return undefined
  for (const event of [attemptsStarted.at(-1), attemptsEnded.at(-1)]) {
    if (event !== undefined && event.seq > last.seq) last = event
  }
  return last
}

/**
 * Whether something happened to its instance of the client between two events that may change what a call can still hope
 * for. Of two things at one instant nobody knows which the client took notice of first: what befell other calls counts
 * from `from`’s instant on.
 */
function setbacksOf(
  view: HistoryView,
  toleranceMs: number,
): (call: CallView, from: HistoryEvent, to: HistoryEvent) => boolean {
  const all = setbacksIn(view)
  const ofEach = view.isFleet ? Map.groupBy(all, ({ instance }) => instance) : new Map([[0, all]])
  // Whose connection failed, nobody saw.
  const ofAny = ofEach.get(undefined) ?? []
  const instants = new Map<readonly Setback[], readonly number[]>()
  const has = (setbacks: readonly Setback[], own: number, from: HistoryEvent, to: HistoryEvent) => {
    let starts = instants.get(setbacks)
    if (starts === undefined) instants.set(setbacks, (starts = setbacks.map(({ event }) => event.at)))
    for (let index = firstAbove(starts, from.at - toleranceMs - roundingMs); index < setbacks.length; index += 1) {
      const { event, call } = setbacks[index]!
      if (event.seq >= to.seq) return false
      if (event.seq > from.seq || (call !== null && call !== own)) return true
    }
    return false
  }
  return ({ call, instance }, from, to) => has(ofEach.get(instance) ?? [], call, from, to) || has(ofAny, call, from, to)
}

interface Setback {
  readonly event: HistoryEvent
  readonly call: number | null
  /** Undefined: it may be any. */
  readonly instance: number | undefined
}

/** In order. */
function setbacksIn({ failures, breakerChanges, connectionsFailed }: HistoryView): Setback[] {
  const setbacks: Setback[] = []
  for (const event of breakerChanges) setbacks.push({ event, call: null, instance: event.instance ?? 0 })
  for (const event of connectionsFailed) setbacks.push({ event, call: null, instance: undefined })
  for (const { started, response, ended, instance } of failures) {
    for (const event of [response, ended])
      if (event !== undefined) setbacks.push({ event, call: started.call, instance })
  }
  return setbacks.sort((a, b) => a.event.seq - b.event.seq)
}
