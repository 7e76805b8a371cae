import { beforeEach, describe, expect, test } from 'vitest'
import { createRandom, type RandomStream } from '../../../runtime/index.ts'
import { compileRoute, route, type Route, type StrategyName } from '../index.ts'

const ids = ['a', 'b', 'c']
let prices: (bigint | null)[]
let latencies: (number | undefined)[]
let busy: number[]
beforeEach(() => {
  prices = [null, null, null]
  latencies = [undefined, undefined, undefined]
  busy = [0, 0, 0]
})

const facts = {
  price: (endpoint: number) => prices[endpoint]!,
  latencyMs: (endpoint: number) => latencies[endpoint],
  inFlight: (endpoint: number) => busy[endpoint]!,
}
const balance = (strategy: StrategyName) => compileRoute(route.balance({ strategy, members: ids }), ids)
const seeded = createRandom(11).stream('route')
const order = (compiled: Route, random: RandomStream = seeded) =>
  compiled
    .order(facts, 0, random)
    .map((endpoint) => ids[endpoint])
    .join('')

describe('cheapest', () => {
  test.each<[string, (bigint | null)[], string]>([
    ['by price', [850_000n, 420_000n, 650_000n], 'bca'],
    ['at once after the prices have changed', [1n, 420_000n, 650_000n], 'abc'],
    ['a tie as it is written', [5n, 4n, 5n], 'bac'],
    ['the unknown last', [null, 2n, 1n], 'cba'],
    ['unknown ones as they are written', [null, 2n, null], 'bac'],
    ['free is a price', [null, 2n, 0n], 'cba'],
    ['prices that no double can tell apart', [2n ** 60n + 1n, 2n ** 60n, 2n ** 60n + 2n], 'bac'],
  ])('%s', (_story, known, expected) => {
    prices = known
    expect(order(balance('cheapest'))).toBe(expected)
  })

  test('flips with the prices', () => {
    const compiled = balance('cheapest')
    prices = [1n, 2n, 3n]
    expect(order(compiled)).toBe('abc')
    prices = [3n, 2n, 1n]
    expect(order(compiled)).toBe('cba')
  })
})

describe('least latency', () => {
  test.each<[string, (number | undefined)[], number[], string]>([
    ['the fastest first', [300, 100, 200], [9, 9, 9], 'bca'],
    ['a tie as it is written', [300, 100, 100], [0, 0, 0], 'bca'],
    ['who was never asked, at once', [300, undefined, 200], [0, 0, 0], 'bca'],
    ['by one call only', [300, undefined, 200], [0, 1, 0], 'cab'],
    [
      'the one that was not asked yet, among those that never answered',
      [undefined, undefined, undefined],
      [1, 0, 1],
      'bac',
    ],
  ])('%s', (_story, known, inFlight, expected) => {
    latencies = known
    busy = inFlight
    expect(order(balance('least-latency'))).toBe(expected)
  })

  test('flips with the latency', () => {
    const compiled = balance('least-latency')
    latencies = [300, 400, 500]
    expect(order(compiled)).toBe('abc')
    latencies = [8_000, 400, 500]
    expect(order(compiled)).toBe('bca')
  })
})

describe('least busy', () => {
  test.each([
    ['the idlest first', [7, 0, 3], 'bca'],
    ['a tie as it is written', [2, 1, 1], 'bca'],
    ['all idle', [0, 0, 0], 'abc'],
  ])('%s', (_story, inFlight, expected) => {
    busy = inFlight
    expect(order(balance('least-busy'))).toBe(expected)
  })
})

test('round robin goes round', () => {
  const compiled = balance('round-robin')
  expect([1, 2, 3, 4].map(() => order(compiled))).toEqual(['abc', 'bca', 'cab', 'abc'])
})

describe('power of two choices', () => {
  /** The draws that choose `one` and the member `steps` further on. */
  const draw = (one: number, steps: number) => {
    const draws = [one / 3, (steps - 1) / 2]
    return () => draws.shift()!
  }

  test.each<[string, (number | undefined)[], number[], [number, number], string]>([
    ['the faster of a and b', [300, 100, 200], [0, 0, 0], [0, 1], 'bca'],
    ['the faster of c and a, and the fastest follows', [300, 100, 200], [0, 0, 0], [2, 1], 'cba'],
    ['latency times those under way with this one', [300, 100, 200], [0, 3, 0], [0, 1], 'acb'],
    ['the one drawn first if they cost the same', [100, 100, 100], [0, 0, 0], [1, 2], 'bac'],
    ['who was never asked, at once', [300, undefined, 200], [5, 0, 5], [0, 1], 'bca'],
    ['but not while it has never answered', [300, undefined, 200], [5, 1, 5], [0, 1], 'acb'],
  ])('%s', (_story, known, inFlight, [one, steps], expected) => {
    latencies = known
    busy = inFlight
    const second = order(balance('p2c-ewma'), draw(one, steps))
    expect(second).toBe(expected)
  })
})
