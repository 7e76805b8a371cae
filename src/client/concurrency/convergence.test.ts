import { describe, expect, test } from 'vitest'
import { createRandom } from '../../runtime/index.ts'
import { EventHeap } from '../../runtime/eventHeap.ts'
import { aimd, concurrencyGate, fixed, gradient, type ConcurrencyLimitSpec } from './index.ts'

interface Server {
  /** How many requests it works on at once. */
  readonly workers: number
  /** How long one takes, in ms. */
  readonly serviceMs: () => number
  /** How many more it lets queue; whoever comes then is refused within 5 ms. */
  readonly queue: number
}

/** An M/D/c queue behind the gate: Poisson arrivals at `load` times the capacity. Returns the limit of every second. */
function play(spec: ConcurrencyLimitSpec, { workers, serviceMs, queue }: Server, load: number, seconds: number) {
  const gate = concurrencyGate(spec)
  const random = createRandom(7).stream('arrivals')
  const events = new EventHeap()
  const freeAtMs = Array.from({ length: workers }, () => 0)
  let nowMs = 0
  let sequence = 0
  let atServer = 0
  let answered = 0
  const after = (delayMs: number, fire: () => void) =>
    events.push({ atMs: nowMs + delayMs, sequence: sequence++, fire })

  const start = () => {
    const startedMs = nowMs
    if (atServer >= workers + queue) return after(5, () => gate.release(nowMs, 'overloaded', 5))
    atServer += 1
    const worker = freeAtMs.indexOf(Math.min(...freeAtMs))
    freeAtMs[worker] = Math.max(nowMs, freeAtMs[worker]!) + serviceMs()
    after(freeAtMs[worker]! - nowMs, () => {
      atServer -= 1
      answered += 1
      gate.release(nowMs, 'good', nowMs - startedMs)
    })
  }
  const arrive = () => {
    if (gate.tryAcquire()) start()
    else gate.join(start)
    after((-Math.log(1 - random()) * 1_000) / (load * workers), arrive)
  }
  arrive()

  const limits: number[] = []
  while (limits.length < seconds) {
    const { atMs, fire } = events.pop()!
    while (limits.length < seconds && atMs > limits.length * 1_000) limits.push(gate.limit)
    nowMs = atMs
    fire!()
  }
  return { limits, answered }
}

const bounds = { initial: 10, min: 1, max: 1_000 }
const oneSecond = () => 1_000
const overloads = [5, 20, 50].flatMap((workers) => [1.5, 4].map((load) => [workers, load] as const))
const seconds = 900
/** After the settling time. */
const settled = (limits: readonly number[]) => limits.slice(300).toSorted((a, b) => a - b)
const quantile = (sorted: readonly number[], q: number) => sorted[Math.floor(q * (sorted.length - 1))]!

describe('AIMD settles where the endpoint begins to refuse', () => {
  test.each(overloads)('%i workers and a queue of 5 at %d times the load', (workers, load) => {
    const { limits, answered } = play(aimd(bounds), { workers, serviceMs: oneSecond, queue: 5 }, load, seconds)
    const room = workers + 5
    expect(quantile(settled(limits), 0)).toBeGreaterThanOrEqual(Math.floor(0.9 * room))
    expect(quantile(settled(limits), 1)).toBeLessThanOrEqual(room + 1)
    expect(answered / (workers * seconds)).toBeGreaterThan(0.97)
  })
})

describe('the gradient settles between one and a half and a little over two times the workers, probes aside', () => {
  test.each(overloads)('%i workers and an endless queue at %d times the load', (workers, load) => {
    const { limits, answered } = play(
      gradient(bounds),
      { workers, serviceMs: oneSecond, queue: Infinity },
      load,
      seconds,
    )
    expect(quantile(settled(limits), 0.1)).toBeGreaterThanOrEqual(1.5 * workers)
    expect(quantile(settled(limits), 1)).toBeLessThanOrEqual(2 * workers + 6)
    expect(answered / (workers * seconds)).toBeGreaterThan(0.95)
  })

  test('with exponential service times, which vary as answers of a model do: up to three times', () => {
    const random = createRandom(3).stream('service')
    const serviceMs = () => -1_000 * Math.log(1 - random())
    const { limits, answered } = play(gradient(bounds), { workers: 50, serviceMs, queue: Infinity }, 4, seconds)
    expect(quantile(settled(limits), 0.1)).toBeGreaterThanOrEqual(50)
    expect(quantile(settled(limits), 1)).toBeLessThanOrEqual(150)
    expect(answered / (50 * seconds)).toBeGreaterThan(0.85)
  })

  test('and once more after the endpoint has become three times slower for good', () => {
    let requests = 0
    const serviceMs = () => (++requests > 20 * 600 ? 3_000 : 1_000)
    const { limits } = play(gradient(bounds), { workers: 20, serviceMs, queue: Infinity }, 4, 1_800)
    const after = limits.slice(1_200).toSorted((a, b) => a - b)
    expect(quantile(after, 0.1)).toBeGreaterThanOrEqual(1.5 * 20)
    expect(quantile(after, 1)).toBeLessThanOrEqual(2 * 20 + 6)
  })
})

test('a fixed limit does not move', () => {
  const { limits } = play(fixed(7), { workers: 20, serviceMs: oneSecond, queue: 0 }, 4, 60)
  expect(new Set(limits)).toEqual(new Set([7]))
})
