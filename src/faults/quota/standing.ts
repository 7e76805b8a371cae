import type { Exchange } from '../fault.ts'
import { meterNames, type MeterName } from './limits.ts'
import { amountOf, type QuotaState } from './quotaState.ts'

/** How one meter stands once an exchange has been counted: what headers say. */
export interface Standing {
  readonly name: MeterName
  readonly limit: number
  readonly windowMs: number
  /** Whole units, never below 0. */
  readonly remaining: number
  /**
   * Until nothing is used any more ("resets to its initial state": OpenAI). Where this meter refuses the exchange, until it
   * would let it pass: the same instant as Retry-After names (draft-ietf-httpapi-ratelimit-headers).
   */
  readonly resetMs: number
  /** How long it refuses the exchange: 0 if it does not, Infinity if it always will. */
  readonly refusedForMs: number
}

export function standingsOf({ meters }: QuotaState, exchange: Exchange, admitted: boolean): Standing[] {
  const { atMs } = exchange
  const standings: Standing[] = []
  for (const name of meterNames) {
    const meter = meters[name]
    if (meter === undefined) continue
    const refusedForMs = admitted ? 0 : meter.waitMs(amountOf(name, exchange), atMs)
    const refusesForNow = refusedForMs > 0 && refusedForMs < Infinity
    standings.push({
      name,
      limit: meter.limit,
      windowMs: meter.windowMs,
      remaining: meter.remaining(atMs),
      resetMs: refusesForNow ? refusedForMs : meter.unusedInMs(atMs),
      refusedForMs,
    })
  }
  return standings
}
