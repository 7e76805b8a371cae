import type { CallView, ExchangeView } from '../../history/index.ts'
import { endpointOf, isSameEndpoint, placeOf } from '../exchanges.ts'
import { defineInvariant, Findings, type JudgingContext } from '../invariant.ts'
import { firstAbove, sorted } from '../ordered.ts'
import { isLater } from '../timing.ts'

/** The window over which a budget counts, as in Finagle. */
const windowMs = 10_000

/** A retry is paid for when it is decided and for the instant planned; timers are late, and it may start so much later. */
const planLagMs = 1_000

/**
 * A retry is what a call sends to an endpoint it has been to; a hedge, what it sends while another of its requests is
 * open. The requests that pay for it are those of the ten seconds before it was decided: since the call knew that its
 * request before had failed, and until the retry started, nobody can tell when that was, so all of that time counts.
 * Put to the test by each retry beside which the budget bore no other.
 */
export const retryBudgetKept = defineInvariant({
  name: 'retry-budget-kept',
  number: 20,
  requirement:
    'In any ten seconds the retries and hedges on an endpoint are no more than the declared share of the requests to it, and the declared floor.',
  source: 'Finagle RetryBudget; Envoy retry_budget; gRFC A6 (throttling); AWS Builders’ Library on retries.',
  strength: 'must',
  vantage: 'wire',
  check(view, context) {
    const { retryBudget } = context.declared
    const findings = new Findings()
    if (retryBudget === undefined) return findings.verdict('no retry budget was declared')
    const floor = (retryBudget.floorPerSecond * windowMs) / 1_000
    const bought = extrasIn(view.troubled, context)
    // What exceeds no floor needs no request to pay for it.
    const storms = [...Map.groupBy(bought, ({ endpoint }) => endpoint).values()].filter(
      ({ length }) => length + 1 > floor,
    )
    const payers = storms.length === 0 ? undefined : payersIn(view.calls, bought)
    for (const extras of storms) {
      extras.sort((a, b) => a.exchange.started.seq - b.exchange.started.seq)
      const { started, instance } = extras[0]!.exchange
      const instants = payers!.of(instance, started.model)
      let first = 0
      for (const [index, { exchange, decidedMs }] of extras.entries()) {
        const { at } = exchange.started
        while (!isLater(windowMs - planLagMs, at - extras[first]!.exchange.started.at, context.toleranceMs)) first += 1
        const paid = firstAbove(instants, at) - firstAbove(instants, decidedMs - windowMs - context.toleranceMs)
        // 0.29 * 100 is 28.999999999999996: a retry is not lost to that.
        const allowed = retryBudget.ratio * paid + floor + 1e-9
        const inWindow = index - first + 1
        if (inWindow + 1 > allowed) findings.checked()
        if (inWindow <= allowed) continue
        findings.violated(
          `${placeOf(exchange)} got ${inWindow} retries and hedges within ten seconds; ${paid} requests and the floor ` +
            `allow ${Math.floor(allowed)}`,
          ...extras.slice(first, index + 1).map((extra) => extra.exchange.started),
        )
        // One storm is one breach: go on behind it.
        first = index + 1
      }
    }
    return findings.verdict('no endpoint got as many retries and hedges as its budget bears')
  },
})

interface Extra {
  readonly exchange: ExchangeView
  readonly endpoint: string
  /** Not before then was it known that another one was needed. */
  readonly decidedMs: number
}

/** What has to be paid for, as the upstream saw it, call by call. The first request of a call is never of these. */
function extrasIn(calls: readonly CallView[], { declared, toleranceMs }: JudgingContext): Extra[] {
  const extras: Extra[] = []
  const showsHedges = declared.hedge !== undefined && toleranceMs === 0
  for (const { exchanges } of calls) {
    for (let index = 1; index < exchanges.length; index += 1) {
      const exchange = exchanges[index]!
      const { at } = exchange.started
      const before = exchanges.slice(0, index)
      const isHedge = showsHedges && before.some(({ ended }) => ended === undefined || isLater(ended.at, at, 0))
      if (!isHedge && !before.some((other) => isSameEndpoint(other, exchange))) continue
      const ends = before.map(({ ended }) => ended?.at ?? at).filter((endedAt) => endedAt <= at)
      const decidedMs = ends.length === 0 ? at : Math.max(...ends)
      extras.push({ exchange, endpoint: endpointOf(exchange), decidedMs })
    }
  }
  return extras
}

/** When what pays went out: as the client tells it, or all that is not bought by it. */
function payersIn(calls: readonly CallView[], bought: readonly Extra[]): Instants {
  const told = toldIn(calls)
  if (!told.none) return told
  const requests = new Instants()
  const extras = new Set(bought.map(({ exchange }) => exchange))
  for (const { exchanges, instance } of calls)
    for (const exchange of exchanges)
      if (!extras.has(exchange)) requests.add(instance, exchange.started.model, exchange.started.at)
  return requests
}

/** What pays, as the client tells it: also where its connection failed, so that the upstream saw nothing of it. */
function toldIn(calls: readonly CallView[]): Instants {
  const requests = new Instants()
  for (const { instance, attemptsStarted } of calls) {
    for (const { kind, model, endpoint, at } of attemptsStarted)
      if (kind === 'first' || kind === 'fallback') requests.add(instance, model ?? endpoint, at)
  }
  return requests
}

/** Instants by the instance of the client and by the model. */
class Instants {
  readonly #ofEach = new Map<number, Map<string, number[]>>()

  get none(): boolean {
    return this.#ofEach.size === 0
  }

  add(instance: number, model: string, atMs: number): void {
    let ofInstance = this.#ofEach.get(instance)
    if (ofInstance === undefined) this.#ofEach.set(instance, (ofInstance = new Map()))
    const instants = ofInstance.get(model)
    if (instants === undefined) ofInstance.set(model, [atMs])
    else instants.push(atMs)
  }

  /** In order. */
  of(instance: number, model: string): number[] {
    return sorted(this.#ofEach.get(instance)?.get(model) ?? [])
  }
}
