import type { DeclaredOverall } from './declaredOverall.ts'
import type { ErrorClass } from '../protocol/errorClass.ts'
import type { Price } from '../protocol/money/price.ts'

/**
 * What was agreed before the run: the policy that the target was told to keep, and what the scenario expects of it.
 * A judge holds a target to what stands here and to nothing else; what is absent is unknown, not failed.
 */
export interface Declared extends DeclaredOverall {
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
  /** Tokens per sliding minute to each endpoint with its key: prompt and `max_tokens`. */
  readonly tpm?: number
  /** Attempts in flight at each endpoint. */
  readonly maxConcurrent?: number
  /** Another endpoint is asked too when nothing has come after so long, so many times. */
  readonly hedge?: { readonly afterMs: number; readonly maxHedges: number }
  /** How the endpoints share the calls; without it they are a chain. */
  readonly balance?: 'weighted' | 'cheapest' | 'least-latency' | 'least-busy' | 'round-robin' | 'p2c-ewma'
  /** Retries and hedges on an endpoint: in any ten seconds this share of the requests to it, and so many a second beside. */
  readonly retryBudget?: { readonly ratio: number; readonly floorPerSecond: number }
  /** When an endpoint that mostly fails is left alone, and for how long. */
  readonly breaker?: DeclaredBreaker
  /** An answer that takes longer counts against the endpoint. */
  readonly slowCallMs?: number
  /** What each model costs, by its name: USD per million tokens. With them the client says what its calls cost. */
  readonly prices?: Readonly<Record<string, Price>>
  /** No more than so much may be spent, in USD, as a decimal string: a limit of each process. */
  readonly budgetUsd?: string
  /** No attempt can cost more than so much, in USD, whatever it is billed for: what is put aside for one. */
  readonly attemptAtMostUsd?: string
  /** Of what is billed, at most this share goes into attempts that nobody got an answer of. */
  readonly wasteAtMost?: number
  /** The name of the key that each origin may see, by origin. */
  readonly keysOf?: Readonly<Record<string, string>>
  /** A call stays with its first endpoint: nobody may answer in its place. */
  readonly fallback?: false
  /** A JSON Schema that the text of an answer has to fulfil, as JSON: what breaks it is of no use to the caller. */
  readonly answerSchema?: Readonly<Record<string, unknown>>
  /** How a call fails that nobody aborted, as far as the target says how: where it does not, that is unknown. */
  readonly failsWith?: DeclaredFailure
  /** Of all calls, at least this share is answered. */
  readonly answeredAtLeast?: number
  /** Of all calls, at most this share is answered: where nothing can answer, an answer is invented. */
  readonly answeredAtMost?: number
}

/** What an error must still tell of its cause, whoever has wrapped it. */
export interface DeclaredFailure {
  readonly errorClass?: ErrorClass
  /** The HTTP status of the attempt that ended the call. */
  readonly status?: number
  /** It says when to come back. */
  readonly retryAt?: true
}

/** After `openMs` one probe tells whether the circuit closes again. */
export interface DeclaredBreaker {
  /** Opens at this share of failures … */
  readonly failureRatio: number
  /** … among at least so many outcomes … */
  readonly minSamples: number
  /** … of the last so many ms. */
  readonly windowMs: number
  readonly openMs: number
}

/** In ms. Each limits one phase of one attempt. */
export interface DeclaredTimeouts {
  readonly connectMs?: number
  /** From the TCP connection to the end of the TLS handshake. */
  readonly tlsMs?: number
  readonly headersMs?: number
  /** From the headers to the first content of a stream. */
  readonly firstTokenMs?: number
  /** Between two pieces of a body. */
  readonly byteIdleMs?: number
  /** Between two pieces of content of a stream. */
  readonly tokenIdleMs?: number
  readonly attemptMs?: number
}
