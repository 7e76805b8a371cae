import type { EventBody, QuotaName, Recorder } from '../../history/index.ts'

/** What one model was asked and granted within one minute of the load. */
export interface ModelMinute {
  requests: number
  /** Reserved: the prompt and all that the request let be answered, as providers count. */
  tokens: number
  /** The most that were under way at a time. */
  mostInFlight: number
  /** Under way at a time, summed over ms. */
  inFlightMs: number
}

export interface ModelPage {
  readonly minutes: ModelMinute[]
  readonly refusals: Partial<Record<QuotaName, number>>
  requests: number
  refused: number
  inFlight: number
  changedMs: number
}

const minuteMs = 60_000

/** Writes down, as the upstream sees it, how much of each quota is used, minute by minute, and how much is on the wire. */
export class Ledger implements Recorder {
  readonly #now: () => number
  readonly #everyMs: number
  readonly #modelOf = new Map<number, string>()
  readonly pages = new Map<string, ModelPage>()
  /** Requests by span of time. */
  readonly wire: number[] = []

  /** `now` gives ms since the load began; requests on the wire are counted for each `everyMs`. */
  constructor(now: () => number, everyMs = minuteMs) {
    this.#now = now
    this.#everyMs = everyMs
  }

  record(event: EventBody): void {
    if (event.type === 'exchange-started') {
      const page = this.#page(event.model)
      const span = Math.floor(this.#now() / this.#everyMs)
      this.wire[span] = (this.wire[span] ?? 0) + 1
      page.requests += 1
      this.#modelOf.set(event.exchange, event.model)
    } else if (event.type === 'response-started') {
      const { quota } = event.truth
      const model = this.#modelOf.get(event.exchange)
      if (quota === undefined || model === undefined) return
      const page = this.#page(model)
      page.refused += 1
      page.refusals[quota] = (page.refusals[quota] ?? 0) + 1
      this.#modelOf.delete(event.exchange)
    } else if (event.type === 'exchange-ended') {
      const model = this.#modelOf.get(event.exchange)
      this.#modelOf.delete(event.exchange)
      if (model !== undefined) this.#count(this.#page(model), -1)
    }
  }

  /** A request that no quota refused: from the answer to it. */
  readonly admitted = (model: string, tokens: number): void => {
    const page = this.#page(model)
    this.#count(page, 1)
    const minute = this.#minute(page)
    minute.requests += 1
    minute.tokens += tokens
    minute.mostInFlight = Math.max(minute.mostInFlight, page.inFlight)
  }

  #page(model: string): ModelPage {
    let page = this.pages.get(model)
    if (page === undefined) this.pages.set(model, (page = blankPage()))
    return page
  }

  #count(page: ModelPage, change: 1 | -1): void {
    const nowMs = this.#now()
    this.#minute(page).inFlightMs += page.inFlight * (nowMs - page.changedMs)
    // What never was admitted (a fault stood before the quota) is not under way.
    page.inFlight = Math.max(0, page.inFlight + change)
    page.changedMs = nowMs
  }

  #minute({ minutes }: ModelPage): ModelMinute {
    const index = Math.floor(this.#now() / minuteMs)
    return (minutes[index] ??= { requests: 0, tokens: 0, mostInFlight: 0, inFlightMs: 0 })
  }
}

/** What is left of a ledger when the load is over: data, which may have come from another thread. */
export type LedgerPages = Pick<Ledger, 'pages' | 'wire'>

/** Blank for a model that was never asked. */
export function pageOf({ pages }: LedgerPages, model: string): ModelPage {
  return pages.get(model) ?? blankPage()
}

function blankPage(): ModelPage {
  return { minutes: [], refusals: {}, requests: 0, refused: 0, inFlight: 0, changedMs: 0 }
}
