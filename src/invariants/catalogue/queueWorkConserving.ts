import type { CallView, EventOf, HistoryView } from '../../history/index.ts'
import { defineInvariant, Findings, type JudgingContext } from '../invariant.ts'
import { cameSeq, joinedSeq, leftSeq, lineStaysOf, type LineStay } from '../lineStays.ts'
import { firstAbove } from '../ordered.ts'
import { inMs, isLater } from '../timing.ts'

const windowMs = 60_000

/**
 * For which endpoint a call waits the client does not tell, so that only clients are judged all of whose attempts went to
 * one. When a place is free is judged where one limit alone rules it, and from the instant on at which nobody who came
 * before may still hold one. Put to the test by each call that waits in a line.
 */
export const queueWorkConserving = defineInvariant({
  name: 'queue-work-conserving',
  number: 23,
  requirement:
    'Whoever waits for the minute or for a place is let in as soon as one is free, in the order of coming; who gives up takes none.',
  source:
    'Portkey’s Lua limiter: a request that was refused counted; cockatiel #112; Kleinrock: work-conserving queues.',
  strength: 'should',
  vantage: 'client',
  check(view, context) {
    const findings = new Findings()
    const { rpm, tpm, maxConcurrent } = context.declared
    if ((rpm ?? tpm ?? maxConcurrent) === undefined) return findings.verdict('no limit was declared')
    for (const calls of callsByInstance(view)) {
      if (hasOneEndpoint(calls)) judgeLine(calls, context, findings)
    }
    return findings.verdict('no call waited in a line that is known to be one')
  },
})

function callsByInstance({ isFleet, calls }: HistoryView): Iterable<readonly CallView[]> {
  return isFleet ? Map.groupBy(calls, ({ instance }) => instance).values() : [calls]
}

function hasOneEndpoint(calls: readonly CallView[]): boolean {
  let only: string | undefined
  for (const { attemptsStarted } of calls) {
    for (const { endpoint } of attemptsStarted) {
      if (only !== undefined && only !== endpoint) return false
      only = endpoint
    }
  }
  return only !== undefined
}

function judgeLine(calls: readonly CallView[], { declared, toleranceMs }: JudgingContext, findings: Findings): void {
  const { rpm, tpm, maxConcurrent } = declared
  const stays = lineStaysOf(calls)
  const inLine = stays.filter(isInLine)
  if (inLine.length === 0) return
  findings.checked(inLine.length)
  judgeOrder(stays, toleranceMs, findings)
  if (rpm !== undefined && tpm === undefined && maxConcurrent === undefined)
    judgeMinute(stays, inLine, rpm, toleranceMs, findings)
  if (maxConcurrent !== undefined && rpm === undefined && tpm === undefined)
    judgePlaces(calls, inLine, maxConcurrent, toleranceMs, findings)
}

function isInLine({ lastWait }: LineStay): boolean {
  return lastWait?.reason === 'limiter' || lastWait?.reason === 'concurrency'
}

/**
 * Nobody starts who came after somebody had begun to wait that waits still. Of two that are let in at one instant neither
 * was kept waiting for the other.
 */
function judgeOrder(stays: readonly LineStay[], toleranceMs: number, findings: Findings): void {
  const lastFirst = stays.toSorted((a, b) => leftSeq(b) - leftSeq(a))
  let foremost: LineStay | undefined
  let later = 0
  for (const stay of lastFirst) {
    const { start } = stay
    if (start === undefined) continue
    for (; isLater(lastFirst[later]!.left?.at ?? Infinity, start.at, toleranceMs); later += 1) {
      const other = lastFirst[later]!
      if (isInLine(other) && (foremost === undefined || joinedSeq(other) < joinedSeq(foremost))) foremost = other
    }
    if (foremost === undefined || joinedSeq(foremost) > cameSeq(stay)) continue
    findings.violated(
      `call ${stay.call} came after call ${foremost.call}, which was waiting in line, and was let in before it`,
      foremost.lastWait!,
      start,
    )
    // Whoever was jumped is not told of again.
    foremost = undefined
  }
}

/** A place in the minute is free a minute after the start that is `rpm` starts back. */
function judgeMinute(
  stays: readonly LineStay[],
  inLine: readonly LineStay[],
  rpm: number,
  toleranceMs: number,
  findings: Findings,
): void {
  const starts = stays.flatMap(({ start }) => start ?? []).toSorted((a, b) => a.seq - b.seq)
  const seqs = starts.map(({ seq }) => seq)
  const before = new Forerunners(stays)
  for (const stay of inLine) {
    const { start, lastWait } = stay
    const frontMs = before.goneByMs(stay)
    if (start === undefined || frontMs === undefined) continue
    const back = starts[firstAbove(seqs, start.seq) - 1 - rpm]
    const freeMs = Math.max(lastWait!.at, frontMs, back === undefined ? -Infinity : back.at + windowMs)
    if (isLater(start.at, freeMs, toleranceMs)) findings.violated(lateness(stay, start.at - freeMs), lastWait!, start)
  }
}

/** A permit is free when fewer attempts are under way than there are permits. */
function judgePlaces(
  calls: readonly CallView[],
  inLine: readonly LineStay[],
  maxConcurrent: number,
  toleranceMs: number,
  findings: Findings,
): void {
  const before = new Forerunners(inLine)
  const leaving = inLine.filter(({ left }) => left !== undefined).toSorted((a, b) => leftSeq(a) - leftSeq(b))
  const changes = attemptChanges(calls)
  let [underWay, freeSinceMs, next] = [0, -Infinity, 0]
  for (const stay of leaving) {
    for (; next < changes.length && changes[next]!.seq < leftSeq(stay); next += 1) {
      const change = changes[next]!
      if (change.type === 'attempt-started') underWay += 1
      else if ((underWay -= 1) === maxConcurrent - 1) freeSinceMs = change.at
    }
    const frontMs = before.goneByMs(stay)
    if (frontMs === undefined || underWay >= maxConcurrent) continue
    const freeMs = Math.max(stay.lastWait!.at, frontMs, freeSinceMs)
    const { at } = stay.left!
    if (isLater(at, freeMs, toleranceMs)) findings.violated(lateness(stay, at - freeMs), stay.lastWait!, stay.left!)
  }
}

function lateness({ call, start }: LineStay, lateMs: number): string {
  const what = start === undefined ? 'gave up in the line' : 'was let in'
  return `call ${call} ${what} ${inMs(lateMs)} after a place had been free for it`
}

function attemptChanges(calls: readonly CallView[]): (EventOf<'attempt-started'> | EventOf<'attempt-ended'>)[] {
  return calls
    .flatMap(({ attemptsStarted, attemptsEnded }) => [...attemptsStarted, ...attemptsEnded])
    .sort((a, b) => a.seq - b.seq)
}

/** Who came before, and may have held a place until it left. */
class Forerunners {
  readonly #came: number[] = []
  /** Of all up to each: the last to leave. */
  readonly #lastToLeave: LineStay[] = []

  constructor(stays: readonly LineStay[]) {
    for (const stay of stays.toSorted((a, b) => cameSeq(a) - cameSeq(b))) {
      const last = this.#lastToLeave.at(-1)
      this.#came.push(cameSeq(stay))
      this.#lastToLeave.push(last !== undefined && leftSeq(last) > leftSeq(stay) ? last : stay)
    }
  }

  /** By when all were gone that came before `stay` had joined; undefined if one was still there when it left. */
  goneByMs(stay: LineStay): number | undefined {
    const last = this.#lastToLeave[firstAbove(this.#came, joinedSeq(stay) - 1) - 1]
    if (last === undefined) return -Infinity
    // It may have come itself long before it joined this line, and then it is the last: of the others nothing is known.
    return leftSeq(last) >= leftSeq(stay) ? undefined : last.left!.at
  }
}
