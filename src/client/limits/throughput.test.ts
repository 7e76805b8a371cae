import { expect, test } from 'vitest'
import { createRandom } from '../../runtime/index.ts'
import { Agenda } from '../../../test/support/limiterPlay.ts'
import { limiterFor, type LimiterPolicy } from './index.ts'

const minutes = 5

interface Load {
  readonly tokens: () => number
  /** By how much each timer is late. */
  readonly lateMs: () => number
  /** The share of places that are given up while they wait. */
  readonly aborts: number
}

/** Five minutes with 200 calls queued all the time: each that starts, or gives up, makes room for the next. */
function throughput(policy: LimiterPolicy, { tokens, lateMs, aborts }: Load, draw: () => number) {
  const limiter = limiterFor(policy)
  const agenda = new Agenda()
  const total = { requests: 0, tokens: 0 }
  const call = () => {
    const size = tokens()
    const place = limiter.reserve(agenda.nowMs, size)
    let done = false
    const end = () => {
      done = true
      agenda.at(agenda.nowMs, call)
    }
    const start = () => {
      total.requests += 1
      total.tokens += size
      end()
    }
    const sleep = () => {
      agenda.at(place.startAtMs + lateMs(), wake)
      place.movedUp = sleep
    }
    const wake = () => {
      if (done) return
      if (limiter.confirm(place, agenda.nowMs) > 0) sleep()
      else start()
    }
    if (place.startAtMs <= agenda.nowMs) return start()
    sleep()
    if (draw() >= aborts) return
    agenda.at(agenda.nowMs + draw() * (place.startAtMs - agenda.nowMs), () => {
      if (done) return
      limiter.cancel(place)
      end()
    })
  }
  for (let queued = 0; queued < 200; queued += 1) agenda.at(0, call)
  agenda.run(minutes * 60_000)
  return { requestsPerMinute: total.requests / minutes, tokensPerMinute: total.tokens / minutes }
}

const gcra = 'gcra' as const
const requestsOnly: LimiterPolicy[] = [
  { rpm: 30 },
  { rpm: 240 },
  { rpm: 30, algorithm: gcra },
  { rpm: 240, algorithm: gcra, burst: 1 },
]
const tokensOnly: LimiterPolicy[] = [
  { tpm: 60_000 },
  { tpm: 60_000, algorithm: gcra },
  { rpm: 100_000, tpm: 60_000, algorithm: gcra, burst: 5 },
]
const loads = [
  ['punctual and patient', 0, 0],
  ['up to 2 ms late', 2, 0],
  ['late, and every fifth gives up', 2, 0.2],
] as const

const random = createRandom(1)
const share = 0.95

/** What was reached of a quota, in per cent; the least of all policies is printed. */
function tell(what: string, load: string, reached: readonly number[]): void {
  process.stdout.write(
    `limiters, 200 queued, ${load}: at least ${(100 * Math.min(...reached)).toFixed(1)} % of the ${what}\n`,
  )
}

test.each(loads)('200 calls queued, %s: at least 95 per cent of the requests', (called, latestMs, aborts) => {
  const reached: number[] = []
  for (const policy of requestsOnly) {
    const draw = random.stream('requests', latestMs, aborts)
    const load = { tokens: () => 0, lateMs: () => latestMs * draw(), aborts }
    const { requestsPerMinute } = throughput(policy, load, draw)
    expect(requestsPerMinute, JSON.stringify(policy)).toBeGreaterThanOrEqual(share * policy.rpm!)
    expect(requestsPerMinute).toBeLessThanOrEqual(policy.rpm! + (policy.burst ?? 0))
    reached.push(requestsPerMinute / policy.rpm!)
  }
  tell('requests', called, reached)
})

test.each(loads)('200 calls queued, %s: at least 95 per cent of the tokens', (called, latestMs, aborts) => {
  const reached: number[] = []
  for (const policy of tokensOnly) {
    const draw = random.stream('tokens', latestMs, aborts)
    const load = { tokens: () => 50 + Math.floor(draw() * 2_000), lateMs: () => latestMs * draw(), aborts }
    const { tokensPerMinute } = throughput(policy, load, draw)
    expect(tokensPerMinute, JSON.stringify(policy)).toBeGreaterThanOrEqual(share * policy.tpm!)
    expect(tokensPerMinute).toBeLessThanOrEqual(1.05 * policy.tpm!)
    reached.push(tokensPerMinute / policy.tpm!)
  }
  tell('tokens', called, reached)
})
