import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fullestMinute, playLimiter, type LimitedRequest } from '../../../test/support/limiterPlay.ts'
import { limiterFor, type LimiterPolicy } from './index.ts'

interface Behaviour {
  readonly late?: fc.Arbitrary<number>
  readonly patience?: fc.Arbitrary<number>
  readonly backoff?: fc.Arbitrary<number>
  readonly wakes?: fc.Arbitrary<boolean>
}

/** Whole ms as a rule, and sevenths, which no double holds. */
const upTo = (ms: number) =>
  fc.oneof(
    fc.nat(ms),
    fc.nat(ms * 7).map((sevenths) => sevenths / 7),
  )
const late = fc.oneof(fc.constant(0), upTo(20), upTo(90_000))
const impatient = fc.oneof(fc.constant(Infinity), upTo(200_000))
const backoffs = fc.oneof(fc.constant(0), upTo(60_000))
const wild: Behaviour = { late, patience: impatient, backoff: backoffs, wakes: fc.boolean() }
const jumps = fc.array(fc.record({ atMs: upTo(300_000), byMs: upTo(200_000) }), { maxLength: 3 })

function requestsOf({ late: lates, patience, backoff, wakes }: Behaviour = {}): fc.Arbitrary<LimitedRequest[]> {
  const request = fc.record({
    gapMs: fc.oneof(fc.constant(0), upTo(2_000), upTo(40_000)),
    tokens: fc.oneof(fc.constant(0), fc.nat(30), fc.nat(120)),
    lateMs: lates ?? fc.constant(0),
    patienceMs: patience ?? fc.constant(Infinity),
    backoffMs: backoff ?? fc.constant(0),
    wakes: wakes ?? fc.constant(true),
  })
  return fc.array(request, { maxLength: 30, size: 'max' })
}

const rpm = fc.integer({ min: 1, max: 7 })
const tpm = fc.integer({ min: 1, max: 130 })
const either = (limits: { rpm: fc.Arbitrary<number>; tpm: fc.Arbitrary<number> }) =>
  fc.record<{ rpm?: number; tpm?: number }>(limits, { requiredKeys: [] })
const policies: Record<string, fc.Arbitrary<LimiterPolicy>> = {
  'sliding log': either({ rpm, tpm }),
  GCRA: fc
    .tuple(either({ rpm, tpm }), fc.nat(4), fc.option(fc.nat(60), { nil: undefined }))
    .map(([limits, burst, burstTokens]) => ({ ...limits, algorithm: 'gcra', burst, burstTokens })),
}

const requestsMost = ({ rpm: most = Infinity, burst = 0 }: LimiterPolicy) => most + burst
const tokensMost = ({ tpm: most = Infinity, algorithm, burstTokens = Math.floor(most / 20) }: LimiterPolicy) =>
  algorithm === 'gcra' ? most + burstTokens : most
const fits = ({ tpm: most = Infinity }: LimiterPolicy, { tokens }: LimitedRequest) => tokens <= most

describe.each(Object.entries(policies))('%s', (_name, policy) => {
  test('no minute ever sees more than allowed, whoever is late, gives up, backs off, and whenever the clock jumps', () => {
    fc.assert(
      fc.property(policy, requestsOf(wild), jumps, (limits, requests, leaps) => {
        const starts = playLimiter(limiterFor(limits), requests, leaps)
        expect(fullestMinute(starts, () => 1)).toBeLessThanOrEqual(requestsMost(limits))
        expect(fullestMinute(starts, ({ tokens }) => tokens)).toBeLessThanOrEqual(tokensMost(limits))
      }),
      { numRuns: 1_000 },
    )
  })

  test('everybody who can ever start and does not give up gets through', () => {
    fc.assert(
      fc.property(
        policy,
        requestsOf({ ...wild, patience: fc.constant(Infinity) }),
        jumps,
        (limits, requests, leaps) => {
          const admitted = requests.filter((request) => fits(limits, request))
          expect(playLimiter(limiterFor(limits), requests, leaps)).toHaveLength(admitted.length)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('who is on time starts before all who came later, however late and impatient the others are', () => {
    const mixed = fc.tuple(requestsOf(), requestsOf(wild)).map(([punctual, others]) => {
      const count = Math.min(punctual.length, others.length)
      return { requests: Array.from({ length: 2 * count }, (_, at) => (at % 2 === 0 ? punctual : others)[at >> 1]!) }
    })
    fc.assert(
      fc.property(policy, mixed, (limits, { requests }) => {
        const starts = playLimiter(limiterFor(limits), requests)
        for (const { request, startMs } of starts.filter(({ request: index }) => index % 2 === 0)) {
          const overtaking = starts.filter((other) => other.request > request && other.startMs < startMs)
          expect(overtaking).toEqual([])
        }
      }),
      { numRuns: 300 },
    )
  })

  test('who leaves the queue leaves no trace: the others start as if it had never come', () => {
    /** All come at once, and those that give up do so at once. */
    const shortMs = 0.001
    const queue = fc.array(fc.record({ tokens: fc.nat(60), givesUp: fc.boolean() }), { maxLength: 25 })
    fc.assert(
      fc.property(policy, queue, (limits, queued) => {
        const requests = queued.map(({ tokens, givesUp }) => {
          const patienceMs = givesUp ? shortMs : Infinity
          return { gapMs: 0, tokens, lateMs: 0, patienceMs, backoffMs: 0, wakes: true }
        })
        const starts = playLimiter(limiterFor(limits), requests)
        const others = starts.map(({ request }) => requests[request]!)
        const expected = playLimiter(limiterFor(limits), others)
        expect(expected).toHaveLength(starts.length)
        starts.forEach(({ startMs }, index) => {
          expect(Math.abs(startMs - expected[index]!.startMs)).toBeLessThanOrEqual(2 * shortMs)
        })
      }),
      { numRuns: 300 },
    )
  })
})
