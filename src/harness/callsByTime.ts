import type { EventBody, Recorder } from '../history/index.ts'

/**
 * Of a client that makes each call in a process of its own, requests without a marker belong to the call that is open when they
 * come, if it is the only one: nobody else can have sent them.
 */
export class CallsByTime implements Recorder {
  readonly #recorder: Recorder
  readonly #open = new Set<number>()

  constructor(recorder: Recorder) {
    this.#recorder = recorder
  }

  record(event: EventBody): void {
    if (event.type === 'call-started') this.#open.add(event.call)
    if (event.type === 'call-ended') this.#open.delete(event.call)
    this.#recorder.record(event.type === 'exchange-started' ? this.#attributed(event) : event)
  }

  #attributed(event: Extract<EventBody, { type: 'exchange-started' }>): EventBody {
    if (event.call !== null || this.#open.size !== 1) return event
    return { ...event, call: [...this.#open][0]! }
  }
}
