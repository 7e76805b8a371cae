import fc from 'fast-check'
import { expect, test } from 'vitest'
import { playLimiter } from '../../../test/support/limiterPlay.ts'
import { gcra } from './gcra.ts'
import { slidingLog } from './slidingLog.ts'

const windowMs = 60_000
const rpm = fc.oneof(fc.integer({ min: 1, max: 7 }), fc.constant(Infinity))
const tpm = fc.oneof(fc.integer({ min: 60, max: 130 }), fc.constant(Infinity))
/** On time and patient, all of them. */
const queues = fc.array(
  fc.record({
    gapMs: fc.oneof(fc.constant(0), fc.nat(20_000)),
    tokens: fc.nat(60),
    lateMs: fc.constant(0),
    patienceMs: fc.constant(Infinity),
    backoffMs: fc.constant(0),
    wakes: fc.boolean(),
  }),
  { maxLength: 40 },
)

test('sliding log: in the order of arrival, and never later than the limits demand', () => {
  fc.assert(
    fc.property(rpm, tpm, queues, (requests, tokensMost, queue) => {
      const starts = playLimiter(slidingLog({ rpm: requests, tpm: tokensMost }), queue)
      expect(starts.map(({ request }) => request)).toEqual([...queue.keys()])
      /** By counting. All instants are whole ms. */
      const fits = (index: number, atMs: number) => {
        const inWindow = starts.slice(0, index).filter(({ startMs }) => startMs > atMs - windowMs)
        const sum = inWindow.reduce((total, { tokens }) => total + tokens, starts[index]!.tokens)
        return inWindow.length < requests && sum <= tokensMost
      }
      starts.forEach(({ arrivedMs, startMs }, index) => {
        const soonestMs = Math.max(arrivedMs, starts[index - 1]?.startMs ?? 0)
        expect(fits(index, startMs)).toBe(true)
        if (startMs > soonestMs) expect(fits(index, startMs - 1)).toBe(false)
      })
    }),
    { numRuns: 300 },
  )
})

/** The same algorithm as its other textbook form, a bucket that leaks: how full it is, and when it was looked at. */
class Bucket {
  readonly #perMs: number
  readonly #size: number
  #level = 0
  #atMs = 0

  constructor(limit: number, burst: number) {
    this.#perMs = limit / windowMs
    this.#size = burst + 1
  }

  waitMs(atMs: number, units: number): number {
    const over = this.#level - (atMs - this.#atMs) * this.#perMs + units - this.#size
    return units === 0 || this.#perMs === Infinity ? 0 : Math.max(0, over / this.#perMs)
  }

  fill(atMs: number, units: number): void {
    if (units === 0) return
    this.#level = Math.max(0, this.#level - (atMs - this.#atMs) * this.#perMs) + units
    this.#atMs = atMs
  }
}

test('GCRA: the same as two leaky buckets', () => {
  fc.assert(
    fc.property(rpm, tpm, fc.nat(3), fc.integer({ min: 60, max: 90 }), queues, (...limitsAndQueue) => {
      const [requestsMost, tokensMost, burst, burstTokens, queue] = limitsAndQueue
      const starts = playLimiter(gcra({ rpm: requestsMost, tpm: tokensMost, burst, burstTokens }), queue)
      expect(starts.map(({ request }) => request)).toEqual([...queue.keys()])
      const requests = new Bucket(requestsMost, burst)
      const sizes = new Bucket(tokensMost, burstTokens)
      let expectedMs = 0
      for (const { arrivedMs, startMs, tokens } of starts) {
        const soonestMs = Math.max(arrivedMs, expectedMs)
        expectedMs = soonestMs + Math.max(requests.waitMs(soonestMs, 1), sizes.waitMs(soonestMs, tokens))
        requests.fill(expectedMs, 1)
        sizes.fill(expectedMs, tokens)
        expect(startMs).toBeCloseTo(expectedMs, 1)
      }
    }),
    { numRuns: 300 },
  )
})
