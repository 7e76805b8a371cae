import type { ClientEvent } from '../history/index.ts'
import { CircuitBreaker } from './circuitBreaker.ts'
import type { Endpoint } from './endpoint.ts'
import type { Failure } from './failure.ts'
import { limiterFor as limiterOf, type RateLimiter } from './limits/index.ts'
import type { Policies } from './policy.ts'

/** Why an endpoint may not be used before an instant. */
export interface Gate {
  /** Monotonic ms; not after now means open. Infinity: no telling when. */
  readonly opensAtMs: number
  readonly reason: 'open' | 'asked' | 'credential' | 'breaker' | 'limiter'
}

const open: Gate = { opensAtMs: -Infinity, reason: 'open' }

/**
 * What every call of this client knows about each endpoint: who asked for peace until when, which keys are dead, which
 * circuits are open, how full the minute is. Only facts and instants; nobody sleeps here.
 */
export class Gates {
  readonly endpoints: readonly Endpoint[]
  readonly #askedUntilMs: number[]
  readonly #deadKeys = new Map<number, { untilMs: number; failure: Failure }>()
  readonly #breakers: readonly (CircuitBreaker | undefined)[]
  readonly #limiters: readonly (RateLimiter | undefined)[]

  constructor(
    endpoints: readonly Endpoint[],
    policies: Policies,
    emit: (event: ClientEvent) => void,
    limiterFor = limiterOf,
  ) {
    const { circuitBreaker, rateLimiter } = policies
    this.endpoints = endpoints
    this.#askedUntilMs = endpoints.map(() => -Infinity)
    this.#limiters = endpoints.map(() => (rateLimiter === null ? undefined : limiterFor(rateLimiter)))
    this.#breakers = endpoints.map(({ id }) =>
      circuitBreaker === null
        ? undefined
        : new CircuitBreaker(circuitBreaker, (from, to) => emit({ type: 'breaker-changed', endpoint: id, from, to })),
    )
  }

  /** The gate that keeps endpoint `index` closed longest; a place already held in its limiter counts as it is. */
  gate(index: number, nowMs: number, reserved?: { readonly endpoint: number; readonly startAtMs: number }): Gate {
    const dead = this.#deadKeys.get(this.endpoints[index]!.credential)
    if (dead !== undefined && dead.untilMs > nowMs) return { opensAtMs: dead.untilMs, reason: 'credential' }
    const limiter =
      reserved?.endpoint === index ? reserved.startAtMs : (this.#limiters[index]?.earliest(nowMs, 0) ?? nowMs)
    const breaker = this.#breakers[index]?.earliest(nowMs) ?? nowMs
    const asked = this.#askedUntilMs[index]!
    const opensAtMs = Math.max(limiter, breaker, asked)
    if (opensAtMs <= nowMs) return open
    return { opensAtMs, reason: opensAtMs === asked ? 'asked' : opensAtMs === breaker ? 'breaker' : 'limiter' }
  }

  limiter(index: number): RateLimiter | undefined {
    return this.#limiters[index]
  }

  breaker(index: number): CircuitBreaker | undefined {
    return this.#breakers[index]
  }

  /** The server asked for peace: it binds every call of this client to the endpoint. */
  askForPeace(index: number, untilMs: number): void {
    this.#askedUntilMs[index] = Math.max(this.#askedUntilMs[index]!, untilMs)
  }

  /** The key was refused: no call uses it before `untilMs`. */
  bury(credential: number, untilMs: number, failure: Failure): void {
    this.#deadKeys.set(credential, { untilMs, failure })
  }

  /** The failure that killed the key, while it counts as dead. */
  causeOfDeath(credential: number, nowMs: number): Failure | undefined {
    const dead = this.#deadKeys.get(credential)
    return dead !== undefined && dead.untilMs > nowMs ? dead.failure : undefined
  }
}
