import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SlidingLogLimiter, type Reservation } from './rateLimiter.ts'

const windowMs = 60_000

interface Request {
  /** Since the request before it. */
  readonly gapMs: number
  /** By how much its timers are late, each time they fire. */
  readonly lateMs: number
  /** Gives up this long after it arrived, if it is still waiting then. */
  readonly patienceMs: number
}

/** Plays requests as the client does: take a place, wait for it, confirm, perhaps wait again. Starts in their order. */
function play(rpm: number, requests: readonly Request[]): { request: number; arrivedMs: number; startMs: number }[] {
  const limiter = new SlidingLogLimiter(rpm)
  const starts: { request: number; arrivedMs: number; startMs: number }[] = []
  const due: { atMs: number; order: number; run: () => void }[] = []
  let order = 0
  const at = (atMs: number, run: () => void) => void due.push({ atMs, order: order++, run })
  let nowMs = 0
  let arrivalMs = 0
  requests.forEach(({ gapMs, lateMs, patienceMs }, request) => {
    arrivalMs += gapMs
    const arrivedMs = arrivalMs
    at(arrivedMs, () => {
      const place: Reservation = limiter.reserve(nowMs)
      let waiting = true
      const start = () => {
        waiting = false
        starts.push({ request, arrivedMs, startMs: nowMs })
      }
      const wait = () => at(place.startAtMs + lateMs, wake)
      const wake = () => {
        if (!waiting) return
        if (limiter.confirm(place, nowMs) > 0) wait()
        else start()
      }
      if (place.startAtMs <= nowMs) return start()
      wait()
      at(arrivedMs + patienceMs, () => {
        if (waiting) limiter.cancel(place)
        waiting = false
      })
    })
  })
  for (;;) {
    due.sort((a, b) => a.atMs - b.atMs || a.order - b.order)
    const next = due.shift()
    if (next === undefined) return starts
    nowMs = next.atMs
    next.run()
  }
}

function requestsOf(latenesses: fc.Arbitrary<number>, patience: fc.Arbitrary<number>): fc.Arbitrary<Request[]> {
  const gaps = fc.oneof(fc.constant(0), fc.nat(2_000), fc.nat(40_000))
  return fc.array(fc.record({ gapMs: gaps, lateMs: latenesses, patienceMs: patience }), { maxLength: 30 })
}

const onTime = fc.constant(0)
const late = fc.oneof(onTime, fc.nat(20), fc.nat(90_000))
const patient = fc.constant(Infinity)
const impatient = fc.oneof(patient, fc.nat(200_000))
const limits = fc.integer({ min: 1, max: 6 })

test('no minute ever sees more starts than allowed, whoever comes late and whoever gives up', () => {
  fc.assert(
    fc.property(limits, requestsOf(late, impatient), (rpm, requests) => {
      const starts = play(rpm, requests).map(({ startMs }) => startMs)
      starts.slice(rpm).forEach((startMs, index) => {
        expect(startMs - starts[index]!, `starts: ${starts.join()}`).toBeGreaterThanOrEqual(windowMs)
      })
    }),
    { numRuns: 1_000 },
  )
})

test('everybody who does not give up gets through', () => {
  fc.assert(
    fc.property(limits, requestsOf(late, patient), (rpm, requests) => {
      expect(play(rpm, requests)).toHaveLength(requests.length)
    }),
  )
})

test('first come, first served, and never later than the limit demands', () => {
  fc.assert(
    fc.property(limits, requestsOf(onTime, patient), (rpm, requests) => {
      const starts = play(rpm, requests)
      expect(starts.map(({ request }) => request)).toEqual(requests.map((_, request) => request))
      starts.forEach(({ arrivedMs, startMs }, index) => {
        const blockingMs = index >= rpm ? starts[index - rpm]!.startMs + windowMs : 0
        expect(startMs).toBe(Math.max(arrivedMs, blockingMs))
      })
    }),
  )
})
