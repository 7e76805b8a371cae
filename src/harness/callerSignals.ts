import { getEventListeners } from 'node:events'

/** So many are kept to the end, for a target that begins to listen after its call. */
const mostKept = 1_000

/**
 * The signals by which callers may abort, until it is known what was left on them. Beyond a thousand, one whose call is over
 * and to which nobody listens is let go: those of a long run would weigh as much as its events.
 */
export class CallerSignals {
  readonly #kept = new Set<AbortSignal>()

  open(): AbortController {
    const controller = new AbortController()
    this.#kept.add(controller.signal)
    return controller
  }

  /** The call is over. */
  close({ signal }: AbortController): void {
    if (this.#kept.size > mostKept && getEventListeners(signal, 'abort').length === 0) this.#kept.delete(signal)
  }

  get listenersLeft(): number {
    let left = 0
    for (const signal of this.#kept) left += getEventListeners(signal, 'abort').length
    return left
  }
}
