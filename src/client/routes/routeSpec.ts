import type * as strategies from './strategies/index.ts'

/** `weighted`, `cheapest`, `least-latency`, `least-busy`, `round-robin` or `p2c-ewma`. */
export type StrategyName = keyof typeof strategies

/** An endpoint by its id, one with a weight, or a route inside the route. Only `weighted` reads weights (1). */
export type RouteMemberSpec =
  | string
  | { readonly id: string; readonly weight?: number }
  | { readonly route: RouteSpec; readonly weight?: number }
  | RouteSpec

/** One after the other: the next is for when those before it cannot answer. */
export interface FallbackSpec {
  readonly fallback: readonly RouteMemberSpec[]
}

/** The strategy picks who is asked first and in which order the others follow. */
export interface BalanceSpec {
  readonly balance: StrategyName
  readonly members: readonly RouteMemberSpec[]
}

/** Which endpoints a call tries, and in which order: plain data. Endpoints it does not name are not used. */
export type RouteSpec = FallbackSpec | BalanceSpec

/**
 * @example
 * route.fallback(['deepseek', route.balance({ strategy: 'weighted', members: ['kimi', { id: 'minimax', weight: 2 }] })])
 */
export const route = {
  fallback: (members: readonly RouteMemberSpec[]): FallbackSpec => ({ fallback: members }),
  balance: ({ strategy, members }: BalanceOptions): BalanceSpec => ({ balance: strategy, members }),
}

/** Who is balanced, and by what. */
export interface BalanceOptions {
  readonly strategy: StrategyName
  readonly members: readonly RouteMemberSpec[]
}
