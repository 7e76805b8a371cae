import type { Claim } from './callState.ts'
import type { Endpoint } from './endpoint.ts'
import type { Failure } from './failure.ts'
import type { Lane } from './lane.ts'
import type { RouteFacts } from './routes/index.ts'

/** Why an endpoint may not be used before an instant. */
export interface Gate {
  /** Monotonic ms; not after now means open. Infinity: no telling when. */
  readonly opensAtMs: number
  readonly reason: 'open' | 'asked' | 'credential' | 'breaker' | 'limiter' | 'retry-budget'
  /** All permits to be in flight are taken: there is a line to stand in. */
  readonly full: boolean
}

const open: Gate = { opensAtMs: -Infinity, reason: 'open', full: false }
const full: Gate = { opensAtMs: -Infinity, reason: 'open', full: true }

/** A call that needs nothing special and holds nothing. */
const noClaim: Claim = { tokens: 0, reserved: undefined, permit: undefined, paidRetryMs: undefined }

/**
 * What every call of this client knows about each endpoint: who asked for peace until when, which keys are dead, which
 * circuits are open, how full the minute is. Only facts and instants; nobody sleeps here.
 */
export class Gates {
  readonly lanes: readonly Lane[]
  readonly endpoints: readonly Endpoint[]
  readonly #deadKeys = new Map<number, { untilMs: number; failure: Failure }>()

  /** Some limiter counts tokens: calls must estimate theirs. */
  readonly countsTokens: boolean
  /** Some endpoint says what it can do: calls must look at what they need. */
  readonly knowsCapabilities: boolean
  /** What a route may ask. */
  readonly facts: RouteFacts

  constructor(lanes: readonly Lane[], countsTokens = false) {
    this.lanes = lanes
    this.countsTokens = countsTokens
    this.endpoints = lanes.map(({ endpoint }) => endpoint)
    this.knowsCapabilities = this.endpoints.some(({ capabilities }) => Object.keys(capabilities).length > 0)
    this.facts = {
      price: (index) => blendedPrice(lanes[index]!),
      latencyMs: (index, nowMs) => lanes[index]!.latency.ewmaMs(nowMs, lanes[index]!.inFlight),
      inFlight: (index) => lanes[index]!.inFlight,
    }
  }

  /** The gate that keeps endpoint `index` closed longest; a place already held counts as it is. */
  gate(index: number, nowMs: number, claim: Claim = noClaim): Gate {
    const { endpoint, limiter, breaker, concurrency, askedUntilMs } = this.lanes[index]!
    const dead = this.#deadKeys.size === 0 ? undefined : this.#deadKeys.get(endpoint.credential)
    if (dead !== undefined && dead.untilMs > nowMs)
      return { opensAtMs: dead.untilMs, reason: 'credential', full: false }
    const place =
      claim.reserved?.endpoint === index ? claim.reserved.startAtMs : (limiter?.earliest(nowMs, claim.tokens) ?? nowMs)
    const circuit = breaker?.earliest(nowMs) ?? nowMs
    const opensAtMs = Math.max(place, circuit, askedUntilMs)
    const isFull = concurrency !== undefined && claim.permit !== index && !concurrency.free
    if (opensAtMs <= nowMs) return isFull ? full : open
    const reason = opensAtMs === askedUntilMs ? 'asked' : opensAtMs === circuit ? 'breaker' : 'limiter'
    return { opensAtMs, reason, full: isFull }
  }

  /** The server asked for so long a peace, from now on: it binds every call of this client to the endpoint. */
  askForPeace(index: number, nowMs: number, forMs: number): void {
    const lane = this.lanes[index]!
    if (nowMs + forMs <= lane.askedUntilMs) return
    lane.askedUntilMs = nowMs + forMs
    lane.askedForMs = forMs
  }

  /** The key was refused: no call uses it before `untilMs`. */
  bury(credential: number, untilMs: number, failure: Failure): void {
    this.#deadKeys.set(credential, { untilMs, failure })
  }

  /** The key works after all. */
  revive(credential: number): void {
    this.#deadKeys.delete(credential)
  }

  /** The failure that killed the key, while it counts as dead. */
  causeOfDeath(credential: number, nowMs: number): Failure | undefined {
    const dead = this.#deadKeys.get(credential)
    return dead !== undefined && dead.untilMs > nowMs ? dead.failure : undefined
  }
}

/** Prompts are longer than answers as a rule: three tokens of the one to one of the other (the ratio price lists blend by). */
function blendedPrice({ price }: Lane): bigint | null {
  return price === undefined ? null : 3n * price.input + price.output
}
