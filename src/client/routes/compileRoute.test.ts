import { describe, expect, test } from 'vitest'
import { createRandom } from '../../runtime/index.ts'
import { compileRoute, route, type RouteFacts, type RouteSpec } from './index.ts'

const ids = ['a', 'b', 'c', 'd', 'e']
const none: RouteFacts = { price: () => null, latencyMs: () => undefined, inFlight: () => 0 }

/** The orders of so many calls, as text. */
function orders(spec: RouteSpec | undefined, calls: number, facts = none): string[] {
  const compiled = compileRoute(spec, ids)
  const random = createRandom(1)
  return Array.from({ length: calls }, (_, call) =>
    compiled
      .order(facts, 0, random.stream('route', call))
      .map((endpoint) => ids[endpoint])
      .join(''),
  )
}

const balance =
  (strategy: 'round-robin' | 'cheapest' | 'least-busy' | 'weighted' | 'p2c-ewma' | 'least-latency') =>
  (...members: readonly Parameters<typeof route.fallback>[0][number][]) =>
    route.balance({ strategy, members })
const roundRobin = balance('round-robin')
const cheapest = balance('cheapest')

describe('a fixed order', () => {
  test.each<[string, RouteSpec | undefined, string]>([
    ['without a route, all endpoints as they stand', undefined, 'abcde'],
    ['a fallback, as it is written; who is not named is not used', route.fallback(['c', 'a']), 'ca'],
    ['fallbacks inside fallbacks', route.fallback(['c', route.fallback(['e', { id: 'a' }]), 'd']), 'cead'],
    ['a single endpoint', route.fallback(['b']), 'b'],
  ])('%s', (_story, spec, order) => {
    expect(orders(spec, 2)).toEqual([order, order])
  })

  test('allocates nothing: it is one frozen list, and nothing is asked', () => {
    const compiled = compileRoute(undefined, ids)
    const refuse = () => expect.unreachable()
    const order = compiled.order({ price: refuse, latencyMs: refuse, inFlight: refuse }, 0, refuse)
    expect(compiled.fixed).toBe(true)
    expect(order).toBe(compiled.endpoints)
    expect(compiled.order(none, 1, Math.random)).toBe(order)
    expect(Object.isFrozen(order)).toBe(true)
  })
})

describe('every strategy', () => {
  test.each(['weighted', 'cheapest', 'least-latency', 'least-busy', 'round-robin', 'p2c-ewma'] as const)(
    '%s tries every member once, even a single one',
    (strategy) => {
      expect(compileRoute(balance(strategy)('a'), ids).fixed).toBe(false)
      for (const order of orders(balance(strategy)('d', 'b', 'a'), 20))
        expect([...order].toSorted().join('')).toBe('abd')
      expect(orders(balance(strategy)('d', 'b'), 20).every((order) => order === 'db' || order === 'bd')).toBe(true)
      expect(new Set(orders(balance(strategy)('c'), 5))).toEqual(new Set(['c']))
    },
  )

  test('lists the endpoints as they are written', () => {
    expect(compileRoute(roundRobin('d', route.fallback(['b', 'a'])), ids).endpoints).toEqual([3, 1, 0])
  })
})

describe('nested', () => {
  test('a balance behind an endpoint moves on with every call: the endpoint may be dead', () => {
    expect(orders(route.fallback(['a', roundRobin('b', 'c')]), 4)).toEqual(['abc', 'acb', 'abc', 'acb'])
  })

  test('a balance inside a balance moves on only when it is the pick', () => {
    expect(orders(roundRobin(roundRobin('a', 'b'), 'c'), 4)).toEqual(['abc', 'cba', 'bac', 'cab'])
  })

  test('a balance behind others in a picked fallback moves on too', () => {
    const spec = roundRobin(route.fallback(['a', roundRobin('b', 'c')]), 'd')
    expect(orders(spec, 4)).toEqual(['abcd', 'dacb', 'acbd', 'dabc'])
  })

  test('a route is judged by the endpoint that it would ask first', () => {
    const price = (endpoint: number) => [5n, 1n, 3n, 2n, 4n][endpoint]!
    expect(orders(cheapest(route.fallback(['a', 'b']), 'c', cheapest('e', 'd')), 1, { ...none, price })).toEqual([
      'decab',
    ])
  })

  test('a weight for a route', () => {
    const spec = balance('weighted')({ id: 'a', weight: 1e-9 }, { route: route.fallback(['c', 'b']), weight: 1e9 })
    expect(new Set(orders(spec, 50))).toEqual(new Set(['cba']))
  })

  test('two compiled routes keep apart', () => {
    const spec = roundRobin('a', 'b')
    expect([orders(spec, 1), orders(spec, 1)]).toEqual([['ab'], ['ab']])
  })
})
