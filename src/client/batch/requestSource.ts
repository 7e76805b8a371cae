import type { ChatRequest } from '../request.ts'
import type { ChatRequests } from './batch.ts'

type Pulled = IteratorResult<ChatRequest, unknown>
const end: Pulled = { done: true, value: undefined }

/** The requests, pulled one at a time and only when one can be begun; closing ends a pull that is under way. */
export class RequestSource {
  readonly #requests: ChatRequests
  #iterator: Iterator<ChatRequest, unknown> | AsyncIterator<ChatRequest, unknown> | undefined
  #underWay: PromiseWithResolvers<Pulled> | undefined
  #state: 'open' | 'exhausted' | 'closed' = 'open'

  constructor(requests: ChatRequests) {
    this.#requests = requests
  }

  /** How many requests were left out, where `begun` were not: null if nobody knows. */
  leftOut(begun: number): number | null {
    if (this.#state === 'exhausted') return 0
    const size = sizeOf(this.#requests)
    return size === null ? null : Math.max(0, size - begun)
  }

  /** The next request; one pull at a time. Rejects with what the iterable throws. */
  async pull(): Promise<Pulled> {
    if (this.#state !== 'open') return end
    const pulled = await this.#next()
    if (pulled.done === true && this.#state === 'open') this.#state = 'exhausted'
    return pulled
  }

  /** No more requests: the iterable may clean up, and nobody waits for that. */
  close(): void {
    if (this.#state !== 'open') return
    this.#state = 'closed'
    this.#underWay?.resolve(end)
    void this.#cleanUp().catch(() => undefined)
  }

  #next(): Pulled | Promise<Pulled> {
    const requests = this.#requests
    if (!(Symbol.asyncIterator in requests)) {
      this.#iterator ??= requests[Symbol.iterator]()
      return this.#iterator.next()
    }
    this.#iterator ??= requests[Symbol.asyncIterator]()
    // Not `Promise.race`: a race would leave a reaction on the promise of the end for every request.
    const pull = (this.#underWay = Promise.withResolvers<Pulled>())
    Promise.resolve(this.#iterator.next()).then(pull.resolve, pull.reject)
    return pull.promise
  }

  async #cleanUp(): Promise<void> {
    await this.#iterator?.return?.()
  }
}

function sizeOf(requests: ChatRequests): number | null {
  if (Array.isArray(requests)) return requests.length
  return requests instanceof Set ? requests.size : null
}
