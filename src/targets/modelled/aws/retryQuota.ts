/** `INITIAL_RETRY_TOKENS`: the quota never holds more. */
const capacity = 500

/** `NO_RETRY_INCREMENT`: what a call that needed no retry puts back. */
const refill = 1

/** How the SDK's retry middleware names what went wrong; only the first two are tried again. */
export type RetryErrorType = 'THROTTLING' | 'TRANSIENT' | 'SERVER_ERROR' | 'CLIENT_ERROR'

/** What a retry takes out (`Retry.cost`, `Retry.throttlingCost`): a throttled service is alive, a silent one may be not. */
function costOf(type: RetryErrorType): number {
  return type === 'THROTTLING' ? 5 : 14
}

/** The retry quota of one SDK client, shared by its calls: with most of them failing, retries run out. */
export class RetryQuota {
  #tokens = capacity

  /** The cost, taken out; undefined if there is too little left. */
  take(type: RetryErrorType): number | undefined {
    const cost = costOf(type)
    if (cost > this.#tokens) return undefined
    this.#tokens -= cost
    return cost
  }

  /** A call succeeded; `lastCost` is what its last retry took out, undefined without any. */
  succeeded(lastCost: number | undefined): void {
    this.#tokens = Math.min(capacity, this.#tokens + (lastCost ?? refill))
  }
}
