import type { RateLimiter, Reservation } from '../../client/limits/index.ts'
import { defineMutant } from './mutant.ts'

const windowMs = 60_000

class FixedWindow implements RateLimiter {
  readonly #rpm: number
  readonly #places: Reservation[] = []

  constructor(rpm: number) {
    this.#rpm = rpm
  }

  earliest(nowMs: number): number {
    for (let window = Math.floor(nowMs / windowMs); ; window += 1) {
      const taken = this.#places.filter(({ startAtMs }) => Math.floor(startAtMs / windowMs) === window)
      if (taken.length < this.#rpm) return Math.max(nowMs, window * windowMs)
    }
  }

  reserve(nowMs: number): Reservation {
    const place = { startAtMs: this.earliest(nowMs) }
    this.#places.push(place)
    return place
  }

  confirm(): number {
    return 0
  }

  cancel(place: Reservation): void {
    const index = this.#places.indexOf(place)
    if (index !== -1) this.#places.splice(index, 1)
  }
}

export const rateLimitKept = defineMutant({
  name: 'mutant-rate-limit-kept',
  convictedBy: 'rate-limit-kept',
  doc: 'Counts requests per full minute, so that two bursts meet at its edge.',
  source: 'node-rate-limiter #25: more than the limit within one interval.',
  decisions: { limiterFor: ({ rpm = Infinity }) => new FixedWindow(rpm) },
})
