import type { RandomStream } from '../../runtime/index.ts'
import { readRoute, type RouteTree } from './readRoute.ts'
import { routeNode } from './routeNode.ts'
import type { RouteSpec } from './routeSpec.ts'
import type { RouteFacts } from './strategy.ts'

/** In which order a call tries the endpoints. Round-robins keep their place in it: one per client. */
export interface Route {
  /** Every endpoint it uses, as they are written. */
  readonly endpoints: readonly number[]
  /** Nothing but fallbacks: `order` reads none of its arguments and returns `endpoints` itself. */
  readonly fixed: boolean
  /** The endpoint to ask first, and the others in the order in which to fall back. Ask once per call. */
  order(facts: RouteFacts, nowMs: number, random: RandomStream): readonly number[]
}

/**
 * Compiles a route against the endpoints' ids; without a route, the endpoints follow each other as they stand.
 * Throws a `ClientOptionsError` for an id that no endpoint has, an endpoint that stands twice, and all other nonsense.
 */
export function compileRoute(spec: RouteSpec | undefined, endpointIds: readonly string[]): Route {
  if (spec === undefined) return inOrder(endpointIds.length)
  const tree = readRoute(spec, endpointIds)
  const node = routeNode(tree)
  const endpoints = Object.freeze(node.endpoints)
  if (!balances(tree)) return { endpoints, fixed: true, order: () => endpoints }
  return {
    endpoints,
    fixed: false,
    order: (facts, nowMs, random) => {
      const order = node.order({ facts, nowMs, random })
      node.picked(order, 0)
      return order
    },
  }
}

/** By the number of endpoints. Most clients have no route of their own, and a route like this one remembers nothing. */
const routesInOrder: Route[] = []

function inOrder(count: number): Route {
  const known = routesInOrder[count]
  if (known !== undefined) return known
  const endpoints = Object.freeze(Array.from({ length: count }, (_, index) => index))
  return (routesInOrder[count] = { endpoints, fixed: true, order: () => endpoints })
}

function balances(tree: RouteTree): boolean {
  return typeof tree !== 'number' && (tree.strategy !== null || tree.members.some(balances))
}
