import type { RouteTree } from './readRoute.ts'
import * as strategies from './strategies/index.ts'
import type { Strategy, Turn } from './strategy.ts'

/** A part of a compiled route. */
export interface RouteNode {
  /** All its endpoints, as they are written. */
  readonly endpoints: readonly number[]
  /** All its endpoints in the order for this turn. Changes nothing: several parts may be asked, and one be picked. */
  order(turn: Turn): readonly number[]
  /** A call goes by this order; the part that belongs to this node begins at `start`. */
  picked(order: readonly number[], start: number): void
}

export function routeNode(tree: RouteTree): RouteNode {
  if (typeof tree === 'number') return endpointNode(tree)
  const members = tree.members.map(routeNode)
  if (tree.strategy === null) return fallbackNode(members)
  return balanceNode(strategies[tree.strategy](), members, tree.weights)
}

function endpointNode(endpoint: number): RouteNode {
  const endpoints = [endpoint]
  return { endpoints, order: () => endpoints, picked: () => {} }
}

function fallbackNode(members: readonly RouteNode[]): RouteNode {
  return {
    endpoints: members.flatMap(({ endpoints }) => endpoints),
    order: (turn) => members.flatMap((member) => member.order(turn)),
    // Whoever stands behind is picked too, or a balance behind a dead endpoint would never move on.
    picked: (order, start) => {
      let memberStart = start
      for (const member of members) {
        member.picked(order, memberStart)
        memberStart += member.endpoints.length
      }
    },
  }
}

function balanceNode(strategy: Strategy, members: readonly RouteNode[], weights: readonly number[]): RouteNode {
  return {
    endpoints: members.flatMap(({ endpoints }) => endpoints),
    order: (turn) => {
      const candidates = members.map((member, position) => {
        const endpoints = member.order(turn)
        return { weight: weights[position]!, head: endpoints[0]!, endpoints }
      })
      return strategy.order(candidates, turn).flatMap(({ endpoints }) => endpoints)
    },
    picked: (order, start) => {
      const position = members.findIndex(({ endpoints }) => endpoints.includes(order[start]!))
      strategy.picked?.(position)
      members[position]!.picked(order, start)
    },
  }
}
