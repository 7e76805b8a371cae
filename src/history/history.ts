import { hash as digest } from 'node:crypto'
import type { EventBody, HistoryEvent } from './events.ts'
import { takenDown } from './takenDown.ts'

/** Takes events down as they happen. The one thing a player, a driver or a client does to a history. */
export interface Recorder {
  record(event: EventBody): void
}

/**
 * Everything observable of one run, in order. Append only; the judges read it and nothing else.
 *
 * Canonical form: one JSON line an event, `seq` and `at` first, the other fields in the order in which the recording
 * code names them. That order is code, so the same run gives the same bytes, and the hash over them is the run's.
 */
export class History implements Recorder {
  readonly events: HistoryEvent[] = []
  readonly #now: () => number
  #sentText = ''

  /** `now` gives monotonic ms since the run began. */
  constructor(now: () => number) {
    this.#now = now
  }

  record(event: EventBody): void {
    const at = Math.round(this.#now() * 1000) / 1000
    if (event.type === 'exchange-ended') this.#sentText = event.text
    const told = event.type === 'call-ended' ? this.#withSentText(event) : event
    this.events.push(takenDown(this.events.length, at, told))
  }

  /** A caller mostly gets what was just sent: a long history holds that text once, and who compares the two is done at once. */
  #withSentText(event: Extract<EventBody, { type: 'call-ended' }>): EventBody {
    const { type, call, outcome } = event
    if (!outcome.ok || outcome.text !== this.#sentText) return event
    return { type, call, outcome: { ...outcome, text: this.#sentText } }
  }

  lines(): string[] {
    return this.events.map((event) => JSON.stringify(event))
  }

  /** sha256 over the canonical lines, as 64 hex digits. */
  hash(): string {
    let text = ''
    for (const event of this.events) text += `${JSON.stringify(event)}\n`
    return digest('sha256', text)
  }
}
