import type { CallView, EventOf, HistoryEvent } from '../history/index.ts'

type Wait = EventOf<'wait-started'>
type Started = EventOf<'attempt-started'>

/** What a call went through before an attempt, or before it gave up: its waits, and how the last one ended. */
export interface LineStay {
  readonly call: number
  /** Undefined: it did not wait. */
  readonly firstWait: Wait | undefined
  readonly lastWait: Wait | undefined
  /** Undefined: it never came to an attempt. */
  readonly start: Started | undefined
  /** Where the stay ended: the attempt, or the end of the call; undefined: the run was over first. */
  readonly left: HistoryEvent | undefined
}

/** The stays of all calls, one for each attempt, and one for each call that gave up while it waited. */
export function lineStaysOf(calls: readonly CallView[]): LineStay[] {
  return calls.flatMap(({ call, waits, attemptsStarted, aborted, ended }) => {
    const stays: LineStay[] = []
    let next = 0
    for (const start of attemptsStarted) {
      const first = next
      while (next < waits.length && waits[next]!.seq < start.seq) next += 1
      const [firstWait, lastWait] = first === next ? [undefined, undefined] : [waits[first], waits[next - 1]]
      stays.push({ call, firstWait, lastWait, start, left: start })
    }
    if (next < waits.length) {
      const left = aborted ?? ended
      stays.push({ call, firstWait: waits[next], lastWait: waits.at(-1), start: undefined, left })
    }
    return stays
  })
}

/** From when on nobody who comes may be let in before it: its last wait; Infinity for who does not wait. */
export function joinedSeq({ lastWait }: LineStay): number {
  return lastWait?.seq ?? Infinity
}

/** From when on it may have held a place: its first wait, or its attempt. */
export function cameSeq({ firstWait, start }: LineStay): number {
  return firstWait?.seq ?? start?.seq ?? Infinity
}

export function leftSeq({ left }: LineStay): number {
  return left?.seq ?? Infinity
}
