import { FifoLimiter, tokensBefore, type Meter, type Place } from './fifoLimiter.ts'
import type { RateLimiter, RateLimits } from './rateLimiter.ts'
import { Schedule } from './schedule.ts'

export interface GcraLimits extends RateLimits {
  /** Requests that may start ahead of the even pace; so many may exceed `rpm` in a window. 0 if left out. */
  readonly burst?: number | undefined
  /**
   * Tokens that may start ahead of the even pace; so many may exceed `tpm` in a window. A twentieth of `tpm` if left
   * out. Give at least the largest request: one that is larger waits for the difference twice, before and after.
   */
  readonly burstTokens?: number | undefined
}

/** The mark of a place: both theoretical arrival times behind it. */
interface Due {
  readonly requestsMs: number
  readonly tokensMs: number
  readonly giveBack?: () => void
}

class TwoSchedules implements Meter<Due> {
  readonly #tpm: number
  readonly #requests: Schedule
  readonly #tokens: Schedule

  constructor({ rpm = Infinity, tpm = Infinity, burst = 0, burstTokens = Math.floor(tpm / 20) }: GcraLimits) {
    this.#tpm = tpm
    this.#requests = new Schedule(rpm, burst)
    this.#tokens = new Schedule(tpm, burstTokens)
  }

  admits(tokens: number): boolean {
    return tokens <= this.#tpm
  }

  opensAtMs(nowMs: number, tokens: number, queue: readonly Place<Due>[], index: number): number {
    const { requestsMs, tokensMs } = this.#dueBehind(queue[index - 1]?.mark)
    return Math.max(
      this.#requests.opensAtMs(nowMs, 1, index, requestsMs),
      this.#tokens.opensAtMs(nowMs, tokens, tokensBefore(queue, index), tokensMs),
    )
  }

  mark(tokens: number, atMs: number, before: Due | undefined): Due {
    const { requestsMs, tokensMs } = this.#dueBehind(before)
    return {
      requestsMs: this.#requests.dueAfter(1, atMs, requestsMs),
      tokensMs: this.#tokens.dueAfter(tokens, atMs, tokensMs),
    }
  }

  start(place: Place<Due>, nowMs: number): void {
    const giveRequestBack = this.#requests.start(1, nowMs)
    const giveTokensBack = this.#tokens.start(place.tokens, nowMs)
    const giveBack = () => {
      giveRequestBack()
      giveTokensBack()
    }
    place.atMs = nowMs
    place.mark = { ...this.#dueBehind(undefined), giveBack }
  }

  withdraw({ mark }: Place<Due>): void {
    mark.giveBack?.()
  }

  /** A plan may be older than the last starts, which count in any case. */
  #dueBehind(mark: Due | undefined): Due {
    return {
      requestsMs: Math.max(this.#requests.dueMs, mark?.requestsMs ?? -Infinity),
      tokensMs: Math.max(this.#tokens.dueMs, mark?.tokensMs ?? -Infinity),
    }
  }
}

/**
 * The generic cell rate algorithm in its virtual scheduling form (ITU-T I.371; ATM Forum Traffic Management 4.0; for
 * requests: Brandur Leach, "Rate Limiting, Cells, and GCRA", 2015): an even pace of one request every 60 s / `rpm`, from
 * which a burst may run ahead. In every window of 60 s at most `rpm` + `burst` requests start, and they reserve at most
 * `tpm` + `burstTokens` tokens. Unlike the log it remembers two instants, whatever the rate. Without a burst the pace
 * loses by how much each timer is late: allow for one or two.
 */
export const gcra = (limits: GcraLimits): RateLimiter => new FifoLimiter(new TwoSchedules(limits))
