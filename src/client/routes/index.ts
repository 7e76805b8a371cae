export { compileRoute, type Route } from './compileRoute.ts'
export {
  route,
  type BalanceOptions,
  type BalanceSpec,
  type FallbackSpec,
  type RouteMemberSpec,
  type RouteSpec,
  type StrategyName,
} from './routeSpec.ts'
export type { RouteFacts } from './strategy.ts'
