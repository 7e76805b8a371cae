import { expectTypeOf } from 'vitest'
import { route, type RouteSpec, type StrategyName } from '../index.ts'

// Each line is checked by `npm run typecheck`; nothing here runs. What must not compile stands below its @ts-expect-error.

expectTypeOf<StrategyName>().toEqualTypeOf<
  'weighted' | 'cheapest' | 'least-latency' | 'least-busy' | 'round-robin' | 'p2c-ewma'
>()

const weighted = route.balance({ strategy: 'weighted', members: ['a', { id: 'b', weight: 2 }] })
expectTypeOf(weighted).toExtend<RouteSpec>()
expectTypeOf(route.fallback(['a', { id: 'b' }, weighted, { route: weighted, weight: 3 }])).toExtend<RouteSpec>()
expectTypeOf({ fallback: ['a', { balance: 'cheapest' as const, members: ['b', 'c'] }] }).toExtend<RouteSpec>()

// @ts-expect-error -- cheapest by its own name
route.balance({ strategy: 'lowest-price', members: ['a'] })
// @ts-expect-error -- a balance has a strategy
route.balance({ members: ['a'] })
// @ts-expect-error -- a weight is a number
route.balance({ strategy: 'weighted', members: [{ id: 'a', weight: '2' }] })
// @ts-expect-error -- a list, even of one
route.fallback('a')
// @ts-expect-error -- a member is an endpoint's id, not its place
route.fallback([0])
