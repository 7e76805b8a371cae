import type { EventBody, HistoryEvent } from './events.ts'
import type { Recorder } from './history.ts'
import { takenDown } from './takenDown.ts'

/** Of a text that came over the wire so much is kept: it may have any length. */
const longestText = 500

type OnEvent = (event: EventBody, at: number, seq: number) => void

/**
 * The latest events of an upstream that may run for days: so many, the older ones are dropped. `seq` counts all that
 * ever were, so that whoever reads on knows what was missed.
 */
export class RecentHistory implements Recorder {
  readonly #now: () => number
  readonly #mostEvents: number
  readonly #onEvent: OnEvent
  /** Each at `seq` modulo their number; made an event of the history for who reads it, as most are read by nobody. */
  readonly #kept: EventBody[] = []
  readonly #instants: number[] = []
  #nextSeq = 0

  /** `now` gives monotonic ms; `onEvent` is told of each event when it is recorded. */
  constructor(now: () => number, mostEvents: number, onEvent: OnEvent = () => {}) {
    this.#now = now
    this.#mostEvents = mostEvents
    this.#onEvent = onEvent
  }

  get nextSeq(): number {
    return this.#nextSeq
  }

  /** Of the oldest that is kept, and how many were dropped before it. */
  get firstSeq(): number {
    return this.#nextSeq - this.#kept.length
  }

  record(body: EventBody): void {
    const seq = this.#nextSeq
    const at = Math.round(this.#now() * 1000) / 1000
    const event = shortened(body)
    this.#kept[seq % this.#mostEvents] = event
    this.#instants[seq % this.#mostEvents] = at
    this.#nextSeq += 1
    this.#onEvent(event, at, seq)
  }

  /** At most `limit` events from `seq` on; from the oldest if that one is dropped. */
  from(seq: number, limit: number): HistoryEvent[] {
    const first = Math.max(seq, this.firstSeq)
    const count = Math.max(0, Math.min(limit, this.#nextSeq - first))
    return Array.from({ length: count }, (_, index) => this.#eventAt(first + index))
  }

  #eventAt(seq: number): HistoryEvent {
    const place = seq % this.#mostEvents
    return takenDown(seq, this.#instants[place]!, this.#kept[place]!)
  }
}

function shortened(event: EventBody): EventBody {
  switch (event.type) {
    case 'exchange-started': {
      const { model, idempotencyKey } = event
      if (model.length <= longestText && (idempotencyKey?.length ?? 0) <= longestText) return event
      return { ...event, model: cut(model), idempotencyKey: idempotencyKey === null ? null : cut(idempotencyKey) }
    }
    case 'exchange-ended':
      return event.text.length <= longestText ? event : { ...event, text: cut(event.text) }
    default:
      return event
  }
}

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`
}
