import { nearest } from '../../messages/nearest.ts'
import { ClientOptionsError } from '../optionsError.ts'
import type { RouteMemberSpec, RouteSpec, StrategyName } from './routeSpec.ts'
import * as strategies from './strategies/index.ts'

/** A route whose names were checked and became indices. */
export type RouteTree = number | RouteGroup

export interface RouteGroup {
  /** Null: fallback. */
  readonly strategy: StrategyName | null
  readonly members: readonly RouteTree[]
  readonly weights: readonly number[]
}

/** Nobody means a route this deep; a route that holds itself is. */
const deepest = 16

/** Checks a route. Throws a `ClientOptionsError` that says where in the route, what is wrong, and how to mend it. */
export function readRoute(spec: RouteSpec, endpointIds: readonly string[]): RouteGroup {
  return new Reader(endpointIds).group(spec, 'route', 1)
}

class Reader {
  readonly #endpointIds: readonly string[]
  /** Where each endpoint that was read stands. */
  readonly #places = new Map<number, string>()

  constructor(endpointIds: readonly string[]) {
    this.#endpointIds = endpointIds
  }

  group(spec: unknown, path: string, depth: number): RouteGroup {
    if (depth > deepest) refuse(path, `lies more than ${deepest} routes deep: does a route hold itself?`)
    if (!isRecord(spec) || !isRoute(spec))
      refuse(path, `is ${print(spec)}, expected route.fallback([…]) or route.balance({ … })`)
    const isFallback = 'fallback' in spec
    checkKeys(spec, isFallback ? ['fallback'] : ['balance', 'members'], path)
    const strategy = isFallback ? null : strategyFrom(spec['balance'], path)
    const list = isFallback ? spec['fallback'] : spec['members']
    const listPath = `${path}.${isFallback ? 'fallback' : 'balance'}`
    if (!Array.isArray(list)) refuse(listPath, `has ${print(list)} for its members, expected a list`)
    if (list.length === 0) refuse(listPath, 'has no members: name at least one endpoint')
    const members = (list as RouteMemberSpec[]).map((member, index) =>
      this.#member(member, `${listPath}[${index}]`, depth),
    )
    return { strategy, members: members.map(({ tree }) => tree), weights: members.map(({ weight }) => weight) }
  }

  #member(spec: unknown, path: string, depth: number): { tree: RouteTree; weight: number } {
    if (typeof spec === 'string') return { tree: this.#endpoint(spec, path), weight: 1 }
    if (!isRecord(spec)) refuse(path, `is ${print(spec)}, expected an endpoint's id, { id, weight } or a route`)
    if (isRoute(spec)) return { tree: this.group(spec, path, depth + 1), weight: 1 }
    const holdsRoute = 'route' in spec
    checkKeys(spec, [holdsRoute ? 'route' : 'id', 'weight'], path)
    const { weight = 1 } = spec
    if (typeof weight !== 'number' || !(weight > 0 && weight < Infinity))
      refuse(path, `has the weight ${print(weight)}, expected a finite number above 0`)
    const tree = holdsRoute ? this.group(spec['route'], `${path}.route`, depth + 1) : this.#endpoint(spec['id'], path)
    return { tree, weight }
  }

  #endpoint(id: unknown, path: string): number {
    const ids = this.#endpointIds
    const index = ids.indexOf(id as string)
    if (index === -1) refuse(path, `names ${print(id)}, but no endpoint has that id${orRather(id, ids)}`)
    const other = this.#places.get(index)
    if (other !== undefined) refuse(path, `names ${print(id)} again, which stands at ${other}: an endpoint stands once`)
    this.#places.set(index, path)
    return index
  }
}

function strategyFrom(name: unknown, path: string): StrategyName {
  if (typeof name === 'string' && Object.hasOwn(strategies, name)) return name as StrategyName
  return refuse(`${path}.balance`, `is ${print(name)}, which is no strategy${orRather(name, Object.keys(strategies))}`)
}

function checkKeys(spec: Record<string, unknown>, known: readonly string[], path: string): void {
  const unknown = Object.keys(spec).find((key) => !known.includes(key))
  if (unknown !== undefined) refuse(path, `has ${print(unknown)}, which is no option here${orRather(unknown, known)}`)
}

function orRather(given: unknown, known: readonly string[]): string {
  const meant = typeof given === 'string' ? nearest(given, known) : undefined
  const list = `known: ${known.map(print).join(', ')}`
  return meant === undefined ? ` (${list})` : `. Did you mean ${print(meant)}? (${list})`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isRoute(spec: Record<string, unknown>): boolean {
  return 'fallback' in spec || 'balance' in spec
}

function print(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  return Array.isArray(value) ? 'a list' : isRecord(value) ? 'an object' : String(value)
}

function refuse(path: string, problem: string): never {
  throw new ClientOptionsError(`${path} ${problem}`)
}
