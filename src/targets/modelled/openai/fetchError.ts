/** The TypeError that `fetch` throws; `reason` is its cause, with its code. */
export class FetchError extends TypeError {
  override readonly name = 'TypeError'
  readonly reason: string | null

  constructor(message: string, reason: string | null) {
    super(message)
    this.reason = reason
  }

  within(message: string): FetchError {
    return new FetchError(message, this.reason)
  }
}
