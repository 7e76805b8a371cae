import type { CallState } from './callState.ts'
import type { ClientCore } from './core.ts'
import type { EndpointCapabilities } from './endpoint.ts'
import { ClientOptionsError } from './optionsError.ts'
import type { Payload } from './payload.ts'

/**
 * The endpoints that may serve a call, in the order in which it tries them: as the route says, the preferred one (or the
 * one that the request names as its `model`) first, those that fail their probes, or have eaten a whole call of late,
 * last; without those that are known to lack what the request needs.
 */
export function eligible(
  core: ClientCore,
  payload: Payload,
  prefer: string | undefined,
  call: number,
): readonly number[] {
  const { gates, route, random, endpoints } = core
  let order = route.fixed ? route.endpoints : route.order(gates.facts, core.clock.now(), random.stream('route', call))
  const { model } = payload
  const named = model === undefined || model === null ? undefined : endpointFor(core, order, model)
  const first = prefer === undefined ? named : endpointCalled(core, order, prefer)
  if (first !== undefined && first !== order[0]) order = [first, ...order.filter((index) => index !== first)]
  order = wellFirst(order, core)
  if (gates.knowsCapabilities) {
    const { needs } = payload
    order = order.filter((index) => serves(endpoints[index]!.capabilities, needs))
    if (order.length === 0)
      throw new ClientOptionsError(
        `no endpoint of the route can serve this request: it needs ${namesOf(needs).join(' and ')}; see \`capabilities\``,
      )
  }
  return core.budget === undefined ? order : boundedOf(order, core, payload)
}

function wellFirst(order: readonly number[], { gates, clock }: ClientCore): readonly number[] {
  const nowMs = clock.now()
  const isWell = (index: number) => {
    const { healthy, suspectUntilMs } = gates.lanes[index]!
    return healthy && suspectUntilMs <= nowMs
  }
  if (order.every(isWell)) return order
  return [...order.filter(isWell), ...order.filter((index) => !isWell(index))]
}

/** Where the worst case is more than all that is left, no wait helps: nothing gives spent money back. */
export function beyondBudget(
  { budget, gates }: ClientCore,
  order: readonly number[],
  payload: Payload,
): readonly number[] {
  if (budget === undefined) return []
  const left = budget.limitPicoUsd - budget.atMostPicoUsd
  return order.filter((index) => {
    const { endpoint, price } = gates.lanes[index]!
    return (payload.atMostPicoUsd(endpoint, price) ?? 0n) > left
  })
}

/** After an attempt, which may have been billed: nobody is to wait for one that cannot be paid for any more. */
export function withoutUnaffordable(core: ClientCore, state: CallState, payload: Payload): CallState {
  const beyond = beyondBudget(core, state.order, payload)
  return beyond.length === 0 ? state : { ...state, unaffordable: [...new Set([...state.unaffordable, ...beyond])] }
}

/** Under a budget nothing is sent whose worst case nobody knows. */
function boundedOf(order: readonly number[], { gates }: ClientCore, payload: Payload): readonly number[] {
  const bounded = order.filter((index) => {
    const { endpoint, price } = gates.lanes[index]!
    return payload.atMostPicoUsd(endpoint, price) !== undefined
  })
  if (bounded.length > 0) return bounded
  throw new ClientOptionsError(
    'a cost budget needs a bound: give the request `max_tokens` (a whole number from 1) or the endpoints `maxOutputTokens`; ' +
      'and what pictures and other parts that are no text cost, nobody can tell beforehand: such messages need a client without a budget',
  )
}

function endpointCalled({ endpoints }: ClientCore, order: readonly number[], id: string): number {
  const index = endpoints.findIndex((endpoint) => endpoint.id === id)
  if (order.includes(index)) return index
  throw new ClientOptionsError(
    `prefer is ${JSON.stringify(id)}, but the route only knows ${idsOf(endpoints, order).join(', ')}`,
  )
}

/** The endpoint that a request means with its `model`: an id, or the name of a model. */
function endpointFor({ endpoints }: ClientCore, order: readonly number[], model: unknown): number {
  const index =
    order.find((each) => endpoints[each]!.id === model) ?? order.find((each) => endpoints[each]!.model === model)
  if (index !== undefined) return index
  throw new ClientOptionsError(
    `the model of the request is ${JSON.stringify(model)}, but models belong to endpoints, and the route only knows ` +
      `${idsOf(endpoints, order).join(', ')}: leave it out, or add an endpoint`,
  )
}

function idsOf(endpoints: ClientCore['endpoints'], order: readonly number[]): string[] {
  return order.map((each) => JSON.stringify(endpoints[each]!.id))
}

type Needs = Payload['needs']

function serves(capabilities: EndpointCapabilities, needs: Needs): boolean {
  return namesOf(needs).every((name) => capabilities[name] !== false)
}

function namesOf(needs: Needs): (keyof Needs)[] {
  return (Object.keys(needs) as (keyof Needs)[]).filter((name) => needs[name])
}
