import type { RateLimiter } from '../../src/client/limits/index.ts'

export interface LimitedRequest {
  /** Since the request before it. */
  readonly gapMs: number
  readonly tokens: number
  /** By how much its timers are late, each time they fire. */
  readonly lateMs: number
  /** Gives up this long after it arrived, if it has not started by then. */
  readonly patienceMs: number
  /** Takes its place at once, but may not start before so long after its arrival. */
  readonly backoffMs: number
  /** It sleeps less when its place moves up. */
  readonly wakes: boolean
}

export interface Jump {
  readonly atMs: number
  readonly byMs: number
}

export interface LimitedStart {
  readonly request: number
  readonly arrivedMs: number
  readonly startMs: number
  readonly tokens: number
}

/** Instants and what happens at them, in their order; those that are due at once in the order they were set. */
export class Agenda {
  readonly #entries: { readonly atMs: number; readonly run: () => void }[] = []
  nowMs = 0

  at(atMs: number, run: () => void): void {
    const before = this.#entries.findLastIndex((entry) => entry.atMs <= atMs)
    this.#entries.splice(before + 1, 0, { atMs, run })
  }

  /** Until nothing is left, or until an instant. Never ends silently: so many wakes are no queue any more. */
  run(untilMs = Infinity): void {
    for (let wakes = 0; wakes < 200_000; wakes += 1) {
      const next = this.#entries[0]
      if (next === undefined || next.atMs >= untilMs) return
      this.#entries.shift()
      this.nowMs = Math.max(this.nowMs, next.atMs)
      next.run()
    }
    throw new Error('the requests wake again and again')
  }
}

/**
 * Plays requests as the client does: take a place, wait for it, confirm, perhaps wait again. Gives back those that
 * started, in that order. A jump makes every timer late that was due within it.
 */
export function playLimiter(
  limiter: RateLimiter,
  requests: readonly LimitedRequest[],
  jumps: readonly Jump[] = [],
): LimitedStart[] {
  const agenda = new Agenda()
  const starts: LimitedStart[] = []
  for (const { atMs, byMs } of jumps) agenda.at(atMs, () => void (agenda.nowMs += byMs))
  let arrivalMs = 0
  requests.forEach((request, index) => {
    arrivalMs += request.gapMs
    agenda.at(arrivalMs, () => arrive(limiter, agenda, request, index, starts))
  })
  agenda.run()
  return starts
}

function arrive(
  limiter: RateLimiter,
  agenda: Agenda,
  { tokens, lateMs, patienceMs, backoffMs, wakes }: LimitedRequest,
  request: number,
  starts: LimitedStart[],
): void {
  const arrivedMs = agenda.nowMs
  const readyAtMs = arrivedMs + backoffMs
  const earliestMs = limiter.earliest(arrivedMs, tokens)
  const place = limiter.reserve(arrivedMs, tokens)
  if (place.startAtMs !== earliestMs) throw new Error(`asked: ${earliestMs}, given: ${place.startAtMs}`)
  if (place.startAtMs === Infinity) return
  let done = false
  let sleeps = 0
  const start = () => {
    done = true
    starts.push({ request, arrivedMs, startMs: agenda.nowMs, tokens })
  }
  const sleep = () => {
    const id = (sleeps += 1)
    agenda.at(Math.max(place.startAtMs, readyAtMs) + lateMs, () => {
      if (id === sleeps) wake()
    })
    if (wakes) place.movedUp = sleep
  }
  const wake = () => {
    if (done) return
    const waitMs = limiter.confirm(place, agenda.nowMs)
    if (waitMs > 0) sleep()
    else start()
  }
  if (place.startAtMs <= arrivedMs && backoffMs === 0) return start()
  sleep()
  agenda.at(arrivedMs + patienceMs, () => {
    if (!done) limiter.cancel(place)
    done = true
  })
}

/** The most that started within any 60 s; two starts exactly that far apart share no window. */
export function fullestMinute(starts: readonly LimitedStart[], amountOf: (start: LimitedStart) => number): number {
  let [fullest, amount, first] = [0, 0, 0]
  for (const start of starts) {
    amount += amountOf(start)
    while (start.startMs - starts[first]!.startMs >= 60_000) amount -= amountOf(starts[first++]!)
    fullest = Math.max(fullest, amount)
  }
  return fullest
}
