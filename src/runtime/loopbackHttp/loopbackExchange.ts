/** One request and what became of it. Of `onAnswer` and `onError` exactly one is called, once. */
export interface LoopbackExchange {
  /** As it stands on the wire, head and body. */
  readonly request: Buffer
  /** It goes out, on a connection that stands. */
  onSent(): void
  /** The body's bytes are lent: they are overwritten as soon as this returns. */
  onAnswer(status: number, body: Buffer): void
  /** A `TransportError`, or the error with which it was cancelled. */
  onError(error: Error): void
}
