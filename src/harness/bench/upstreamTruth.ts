import type { EventBody, Recorder } from '../../history/index.ts'
import { rounded } from './unmeasured.ts'

/** What the upstream counted of one model. */
export interface ModelTruth {
  readonly requests: number
  /** Whose answer went out to its end. */
  readonly complete: number
  /** How many answers began with which status. */
  readonly statuses: Readonly<Record<string, number>>
}

/** One exchange as the upstream saw it; instants are ms on its own clock. */
export interface ExchangeTruth {
  readonly call: number | null
  readonly model: string
  readonly startedMs: number
  readonly endedMs: number
}

/** The upstream's side of a benchmark: to hold what the client says against. */
export interface UpstreamTruth {
  readonly requests: number
  readonly byModel: Readonly<Record<string, ModelTruth>>
  /** The first ones that ended, so many as are kept. */
  readonly exchanges: readonly ExchangeTruth[]
}

/** Of each exchange about 100 bytes: some 10 MB. */
const mostKept = 100_000

/** Counts what an upstream sees, and keeps the first exchanges: its memory has a bound. */
export class TruthRecorder implements Recorder {
  readonly #now: () => number
  readonly #mostKept: number
  readonly #open = new Map<number, { model: string; call: number | null; startedMs: number }>()
  readonly #models = new Map<string, { requests: number; complete: number; statuses: Record<string, number> }>()
  readonly #kept: ExchangeTruth[] = []
  #requests = 0

  /** `now` gives the upstream's monotonic ms. */
  constructor(now: () => number, most = mostKept) {
    this.#now = now
    this.#mostKept = most
  }

  record(event: EventBody): void {
    if (event.type === 'exchange-started') {
      const { exchange, model, call } = event
      this.#requests += 1
      this.#open.set(exchange, { model, call, startedMs: this.#now() })
      this.#of(model).requests += 1
    } else if (event.type === 'response-started') {
      const { statuses } = this.#of(this.#open.get(event.exchange)?.model ?? '')
      statuses[event.status] = (statuses[event.status] ?? 0) + 1
    } else if (event.type === 'exchange-ended') {
      this.#ended(event.exchange, event.how === 'complete')
    }
  }

  truth(): UpstreamTruth {
    return { requests: this.#requests, byModel: Object.fromEntries(this.#models), exchanges: this.#kept }
  }

  #ended(exchange: number, isComplete: boolean): void {
    const open = this.#open.get(exchange)
    if (open === undefined) return
    this.#open.delete(exchange)
    const { model, call, startedMs } = open
    if (isComplete) this.#of(model).complete += 1
    if (this.#kept.length >= this.#mostKept) return
    this.#kept.push({ call, model, startedMs: rounded(startedMs), endedMs: rounded(this.#now()) })
  }

  #of(model: string) {
    let counts = this.#models.get(model)
    if (counts === undefined) this.#models.set(model, (counts = { requests: 0, complete: 0, statuses: {} }))
    return counts
  }
}
