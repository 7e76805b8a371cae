import { InvalidHeader } from './exceptions.ts'

/** `DEFAULT_RETRY_AFTER_MAX` of urllib3 2.7; 1.26 has no cap. */
const longestRetryAfterSeconds = 6 * 3600

/** Not in the tutorial's `status_forcelist`, yet retried by urllib3's own default where Retry-After is given. */
const retryAfterStatuses = new Set([413, 429, 503])
const statusForcelist = new Set([500, 502, 503, 504])
const backoffFactorSeconds = 1

/**
 * `urllib3.util.retry.Retry(total=3, backoff_factor=1, status_forcelist=[500, 502, 503, 504],
 * allowed_methods=["POST", "GET"])` for a POST, as urllib3 2.7 reads it. Immutable, like urllib3's own.
 */
export class Retry {
  readonly #total: number
  readonly #errors: number

  constructor(total = 3, errors = 0) {
    this.#total = total
    this.#errors = errors
  }

  /** One failure more; undefined if that was one too many. */
  increment(): Retry | undefined {
    return this.#total === 0 ? undefined : new Retry(this.#total - 1, this.#errors + 1)
  }

  /** With its last try spent, a 429 is no longer retried but returned, while a 503 still counts as exhaustion. */
  isRetry(status: number, retryAfter: string | undefined): boolean {
    if (statusForcelist.has(status)) return true
    return this.#total > 0 && hasValue(retryAfter) && retryAfterStatuses.has(status)
  }

  /** Seconds to sleep before the next try: none after the first error, then 2, 4; no jitter. */
  backoffSeconds(): number {
    return this.#errors <= 1 ? 0 : backoffFactorSeconds * 2 ** (this.#errors - 1)
  }

  /** What the server asks for goes before the backoff, on every status that is retried; 0 counts as not asked. */
  sleepSeconds(retryAfter: string | undefined, nowSeconds: number): number {
    const asked = hasValue(retryAfter) ? parseRetryAfter(retryAfter, nowSeconds) : 0
    return asked === 0 ? this.backoffSeconds() : asked
  }
}

function hasValue(header: string | undefined): header is string {
  return header !== undefined && header !== ''
}

/** Seconds. Reads the three forms of HTTP dates (RFC 9110 section 5.6.7), all in UTC. Throws `InvalidHeader`. */
function parseRetryAfter(value: string, nowSeconds: number): number {
  const seconds = /^\s*[0-9]+\s*$/.test(value) ? Number(value) : secondsOfDate(value) - nowSeconds
  return Math.min(longestRetryAfterSeconds, Math.max(0, seconds))
}

function secondsOfDate(value: string): number {
  const isDate = /^[A-Z][a-z]+,? .+ ?\d\d:\d\d:\d\d/.test(value)
  // asctime names no zone, and Date.parse would read it in ours.
  const epochMs = isDate ? Date.parse(value.endsWith('GMT') ? value : `${value} GMT`) : Number.NaN
  if (Number.isNaN(epochMs)) throw new InvalidHeader(`Invalid Retry-After header: ${value}`)
  return epochMs / 1000
}
