import type { Clock, Random, RandomStream, Timer } from '../../runtime/index.ts'
import type { HealthPolicy } from './healthPolicy.ts'
import { wordsOf } from '../thrown.ts'
import type { ProbeResult } from './probeResult.ts'

export interface HealthProbesOptions {
  readonly clock: Clock
  readonly random: Random
  /** One probe of one endpoint; it ends when the signal aborts. */
  readonly probe: (endpoint: number, signal: AbortSignal) => Promise<ProbeResult>
  /** Called when an endpoint becomes unhealthy, or healthy again. */
  readonly onChange?: (endpoint: number, healthy: boolean, reason: string) => void
}

interface Probed {
  readonly random: RandomStream
  timer: Timer | undefined
  underWay: Promise<void> | undefined
  healthy: boolean
  reason: string
  failuresInARow: number
  successesInARow: number
}

/** Each wait between two probes is off by at most so much of itself: no two processes keep step. */
const jitter = 0.1

/**
 * Asks every endpoint at its own pace whether it is well. Endpoints not asked yet count as healthy. Its timers do not
 * keep the process alive.
 */
export class HealthProbes {
  readonly #policy: HealthPolicy
  readonly #options: HealthProbesOptions
  readonly #endpoints: readonly Probed[]
  readonly #closing = new AbortController()
  #started = false

  constructor(endpoints: number, policy: HealthPolicy, options: HealthProbesOptions) {
    this.#policy = policy
    this.#options = options
    this.#endpoints = Array.from({ length: endpoints }, (_, endpoint) => ({
      random: options.random.stream('health', endpoint),
      timer: undefined,
      underWay: undefined,
      healthy: true,
      reason: 'not probed yet',
      failuresInARow: 0,
      successesInARow: 0,
    }))
  }

  /** Begins with a round that is spread over the whole period, so that endpoints are never asked all at once. */
  start(): void {
    if (this.#started || this.#closing.signal.aborted) return
    this.#started = true
    const slotMs = this.#policy.everyMs / this.#endpoints.length
    this.#endpoints.forEach((probed, endpoint) => this.#schedule(endpoint, slotMs * (endpoint + probed.random())))
  }

  healthy(endpoint: number): boolean {
    return this.#endpoints[endpoint]!.healthy
  }

  /** What the last probe with a verdict said. */
  reason(endpoint: number): string {
    return this.#endpoints[endpoint]!.reason
  }

  /** Stops everything; resolves when the probes under way have ended. Nothing changes any more. */
  async close(): Promise<void> {
    for (const { timer } of this.#endpoints) timer?.cancel()
    this.#closing.abort(new Error('the client was closed'))
    for (const { underWay } of this.#endpoints) await underWay
  }

  #schedule(endpoint: number, delayMs: number): void {
    const round = () => this.#round(endpoint)
    this.#endpoints[endpoint]!.timer = this.#options.clock.timer(delayMs, round, { background: true })
  }

  /** A round that finds the last probe still under way is left out. */
  #round(endpoint: number): void {
    const probed = this.#endpoints[endpoint]!
    this.#schedule(endpoint, this.#policy.everyMs * (1 + jitter * (2 * probed.random() - 1)))
    probed.underWay ??= this.#probe(endpoint, probed).finally(() => (probed.underWay = undefined))
  }

  /** Never rejects: a probe that throws is a mistake in the program, and says nothing about the endpoint. */
  async #probe(endpoint: number, probed: Probed): Promise<void> {
    try {
      const result = await this.#options.probe(endpoint, this.#closing.signal)
      if (!this.#closing.signal.aborted) this.#learn(endpoint, probed, result)
    } catch (error) {
      process.emitWarning(`the health probe of a brownout client threw: ${wordsOf(error)}`)
    }
  }

  #learn(endpoint: number, probed: Probed, { verdict, reason }: ProbeResult): void {
    if (verdict === 'no_verdict') return
    const good = verdict === 'healthy'
    probed.reason = reason
    probed.successesInARow = good ? probed.successesInARow + 1 : 0
    probed.failuresInARow = good ? 0 : probed.failuresInARow + 1
    const { failuresToMark, successesToClear } = this.#policy
    const enough = good ? probed.successesInARow >= successesToClear : probed.failuresInARow >= failuresToMark
    if (good === probed.healthy || !enough) return
    probed.healthy = good
    this.#options.onChange?.(endpoint, good, reason)
  }
}
