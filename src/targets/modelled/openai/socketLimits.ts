import type { Clock } from '../../../runtime/index.ts'
import { FetchError } from './fetchError.ts'

/** undici's defaults, in ms: `connect.timeout`, `headersTimeout`, `bodyTimeout`. */
const connectMs = 10_000
const headersMs = 300_000
const bodyMs = 300_000

/** undici's limits on one request: each aborts what is waited for, as the caller's signal does. */
export class SocketLimits {
  readonly #clock: Clock
  readonly #caller: AbortSignal
  readonly #controller = new AbortController()
  #cancel = () => {}

  constructor(clock: Clock, caller: AbortSignal) {
    this.#clock = clock
    this.#caller = caller
    if (caller.aborted) this.#onAbort()
    else caller.addEventListener('abort', this.#onAbort)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  connecting(): void {
    this.#arm(connectMs, 'ConnectTimeoutError: UND_ERR_CONNECT_TIMEOUT')
  }

  awaitingHeaders(): void {
    this.#arm(headersMs, 'HeadersTimeoutError: UND_ERR_HEADERS_TIMEOUT')
  }

  awaitingBody(): void {
    this.#arm(bodyMs, 'BodyTimeoutError: UND_ERR_BODY_TIMEOUT')
  }

  disarm(): void {
    this.#cancel()
    this.#cancel = () => {}
  }

  release(): void {
    this.disarm()
    this.#caller.removeEventListener('abort', this.#onAbort)
  }

  #arm(limitMs: number, reason: string): void {
    this.disarm()
    const timer = this.#clock.timer(limitMs, () => this.#controller.abort(new FetchError('timed out', reason)))
    this.#cancel = () => timer.cancel()
  }

  readonly #onAbort = (): void => this.#controller.abort(this.#caller.reason)
}
