import { expect, test } from 'vitest'
import { compileRoute, route, type RouteSpec } from './index.ts'

const ids = ['deepseek', 'kimi', 'minimax']
const endless: { fallback: unknown[] } = { fallback: [] }
endless.fallback.push(endless)

test.each<[spec: unknown, message: string]>([
  [
    route.fallback(['deepseek', 'kimmi']),
    'route.fallback[1] names "kimmi", but no endpoint has that id. Did you mean "kimi"? (known: "deepseek", "kimi", "minimax")',
  ],
  [
    route.fallback(['gpt']),
    'route.fallback[0] names "gpt", but no endpoint has that id (known: "deepseek", "kimi", "minimax")',
  ],
  [route.fallback([{ id: 7 as never }]), 'route.fallback[0] names 7, but no endpoint has that id'],
  [
    route.fallback(['kimi', route.balance({ strategy: 'weighted', members: ['deepseek', 'kimi'] })]),
    'route.fallback[1].balance[1] names "kimi" again, which stands at route.fallback[0]: an endpoint stands once',
  ],
  [route.fallback([]), 'route.fallback has no members: name at least one endpoint'],
  [route.balance({ strategy: 'cheapest', members: [] }), 'route.balance has no members: name at least one endpoint'],
  [route.fallback('kimi' as never), 'route.fallback has "kimi" for its members, expected a list'],
  [{ balance: 'cheapest' }, 'route.balance has undefined for its members, expected a list'],
  [['kimi'], 'route is a list, expected route.fallback([…]) or route.balance({ … })'],
  ['kimi', 'route is "kimi", expected route.fallback([…]) or route.balance({ … })'],
  [null, 'route is null, expected route.fallback([…]) or route.balance({ … })'],
  [{}, 'route is an object, expected route.fallback([…]) or route.balance({ … })'],
  [route.fallback([null as never]), "route.fallback[0] is null, expected an endpoint's id, { id, weight } or a route"],
  [
    route.balance({ strategy: 'least-latancy' as never, members: ['kimi'] }),
    'route.balance is "least-latancy", which is no strategy. Did you mean "least-latency"?',
  ],
  [
    route.balance({ strategy: 'fastest' as never, members: ['kimi'] }),
    'route.balance is "fastest", which is no strategy (known: ',
  ],
  [
    route.balance({ strategy: 'toString' as never, members: ['kimi'] }),
    'route.balance is "toString", which is no strategy',
  ],
  ...[0, -3, NaN, Infinity, '50', null].map(
    (weight) =>
      [
        route.balance({ strategy: 'weighted', members: ['deepseek', { id: 'kimi', weight: weight as number }] }),
        `route.balance[1] has the weight ${typeof weight === 'string' ? '"50"' : weight}, expected a finite number above 0`,
      ] as [RouteSpec, string],
  ),
  [
    route.fallback([{ id: 'kimi', wieght: 2 } as never]),
    'route.fallback[0] has "wieght", which is no option here. Did you mean "weight"? (known: "id", "weight")',
  ],
  [{ fallback: ['kimi'], members: [] }, 'route has "members", which is no option here (known: "fallback")'],
  [
    route.fallback([{ route: route.fallback(['kim']), weight: 1 }]),
    'route.fallback[0].route.fallback[0] names "kim", but no endpoint has that id. Did you mean "kimi"?',
  ],
  [endless, 'lies more than 16 routes deep: does a route hold itself?'],
])('%o is refused', (spec, message) => {
  expect(() => compileRoute(spec as RouteSpec, ids)).toThrow(
    expect.objectContaining({ name: 'ClientOptionsError', message: expect.stringContaining(message) as string }),
  )
})
