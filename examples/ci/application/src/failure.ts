/** Why one attempt gave no answer. */
export class AttemptFailure extends Error {
  /** Of the answer; null if there was none, or one that was no answer. */
  readonly status: number | null
  /** What the provider asked for; null if it asked for nothing. */
  readonly waitMs: number | null

  constructor(message: string, status: number | null = null, waitMs: number | null = null) {
    super(message)
    this.name = 'AttemptFailure'
    this.status = status
    this.waitMs = waitMs
  }
}

/** It ended in good form, before it was whole: out of tokens, or withheld by a filter. Asked again, it says the same. */
export class HalfAnswer extends AttemptFailure {
  constructor(model: string) {
    super(`${model} gave half an answer`)
    this.name = 'HalfAnswer'
  }
}

/** The same key is refused whatever model is asked. */
export function spoilsKey({ status }: AttemptFailure): boolean {
  return status === 401 || status === 402 || status === 403
}

/** The request is at fault: no other model will take it. */
export function spoilsRequest({ status }: AttemptFailure): boolean {
  return status === 400 || status === 413 || status === 422
}

/** It may pass: worth another try at the same place. */
export function mayPass(failure: AttemptFailure): boolean {
  const { status } = failure
  if (failure instanceof HalfAnswer) return false
  return status === null || status === 429 || status >= 500
}

/** Retry-After in seconds or as a date (RFC 9110 section 10.2.3). */
export function askedWaitMs(headers: Headers): number | null {
  const asked = headers.get('retry-after')
  if (asked === null) return null
  if (/^\d+$/.test(asked)) return Number(asked) * 1000
  const [then, now] = [Date.parse(asked), Date.parse(headers.get('date') ?? '')]
  return Number.isNaN(then - now) ? null : Math.max(0, then - now)
}
