import { SlidingLogLimiter, type Reservation } from '../../client/rateLimiter.ts'
import { defineMutant } from './mutant.ts'

const windowMs = 60_000

class FixedWindow extends SlidingLogLimiter {
  readonly #rpm: number
  readonly #places: Reservation[] = []

  constructor(rpm: number) {
    super(rpm)
    this.#rpm = rpm
  }

  override earliest(nowMs: number): number {
    for (let window = Math.floor(nowMs / windowMs); ; window += 1) {
      const taken = this.#places.filter(({ startAtMs }) => Math.floor(startAtMs / windowMs) === window)
      if (taken.length < this.#rpm) return Math.max(nowMs, window * windowMs)
    }
  }

  override reserve(nowMs: number): Reservation {
    const place = super.reserve(nowMs)
    this.#places.push(place)
    return place
  }

  override confirm(): number {
    return 0
  }

  override cancel(place: Reservation): void {
    super.cancel(place)
    this.#places.splice(this.#places.indexOf(place), 1)
  }
}

export const rateLimitKept = defineMutant({
  name: 'mutant-rate-limit-kept',
  convictedBy: 'rate-limit-kept',
  doc: 'Counts requests per full minute, so that two bursts meet at its edge.',
  source: 'node-rate-limiter #25: more than the limit within one interval.',
  decisions: { limiterFor: (rpm) => new FixedWindow(rpm) },
})
