/**
 * What was agreed before the run: the policy that the target was told to keep, and what the scenario expects of it.
 * A judge holds a target to what stands here and to nothing else; what is absent is unknown, not failed.
 */
export interface Declared {
  /** Every call is over this long after it started, whatever happens. */
  readonly deadlineMs?: number
  /** Attempts of one call over all endpoints, the first included (gRPC's counting). */
  readonly maxAttemptsPerCall?: number
  /** Attempts of one call on one endpoint, the first included. */
  readonly maxAttemptsPerEndpoint?: number
  /** Waits between attempts on one endpoint, where the server asks for none: `random() * min(capMs, initialMs * 2^n)`. */
  readonly backoff?: { readonly initialMs: number; readonly capMs: number }
  /** The longest asked wait that a call may sit out; a longer one means fall back or fail, never come earlier. */
  readonly longestAskedWaitMs?: number
  /** For how long a key that was refused (401, 402, hard quota) stays unused by every call of the process. */
  readonly credentialCooldownMs?: number
  readonly timeouts?: DeclaredTimeouts
  /** Requests per sliding minute to each endpoint with its key. */
  readonly rpm?: number
  /** Of all calls, at least this share is answered. */
  readonly answeredAtLeast?: number
  /** Of all calls, at most this share is answered: where nothing can answer, an answer is invented. */
  readonly answeredAtMost?: number
}

/** In ms. Each limits one phase of one attempt. */
export interface DeclaredTimeouts {
  readonly connectMs?: number
  readonly headersMs?: number
  /** From the headers to the first content of a stream. */
  readonly firstTokenMs?: number
  /** Between two pieces of a body. */
  readonly byteIdleMs?: number
  readonly attemptMs?: number
}
