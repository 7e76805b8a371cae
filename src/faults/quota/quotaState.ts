import type { Exchange } from '../fault.ts'
import { freshMeters, meterNames, type Limits, type MeterName } from './limits.ts'
import type { Meter } from './meter.ts'

/** How much of a quota is used. */
export interface QuotaState {
  readonly meters: Readonly<Partial<Record<MeterName, Meter>>>
  /** Admitted requests that are not over. */
  readonly inFlight: number
  /** The limits, as text: all who share the quota must have the same. */
  readonly law: string
}

/** Models share a pool, and do not agree what its limits are. */
class PoolDisagrees extends Error {
  override readonly name = 'PoolDisagrees'
}

export function freshQuota(limits: Limits): QuotaState {
  return { meters: freshMeters(limits), inFlight: 0, law: lawOf(limits) }
}

function lawOf({ rpm, tpm, rpd, concurrency, window = 'bucket', countsRejected = false }: Limits): string {
  return JSON.stringify({ rpm, tpm, rpd, concurrency, window, countsRejected })
}

/** What one exchange takes of each meter. A reservation is never given back: Azure and Kimi count so too, see `quota`. */
export function amountOf(name: MeterName, { promptTokens, maxTokens }: Exchange): number {
  return name === 'tpm' ? promptTokens + maxTokens : 1
}

/** See `Memory.refusedForMs`. Throws `PoolDisagrees`. */
export function refusedForMs(
  limits: Limits & { readonly pool?: string },
  state: QuotaState,
  exchange: Exchange,
): number | undefined {
  if (limits.pool !== undefined && lawOf(limits) !== state.law)
    throw new PoolDisagrees(`the quotas of pool ${JSON.stringify(limits.pool)} differ: ${state.law}, ${lawOf(limits)}`)
  let longestMs = state.inFlight >= (limits.concurrency ?? Infinity) ? 0 : undefined
  for (const name of meterNames) {
    const waitMs = state.meters[name]?.waitMs(amountOf(name, exchange), exchange.atMs) ?? 0
    if (waitMs > 0) longestMs = Math.max(longestMs ?? 0, waitMs)
  }
  return longestMs
}

export function quotaAfter(limits: Limits, state: QuotaState, exchange: Exchange, admitted: boolean): QuotaState {
  if (!admitted && limits.countsRejected !== true) return state
  const meters = { ...state.meters }
  for (const name of meterNames) {
    const meter = meters[name]
    // Tokens of a request that was refused are never worked on: only the request counts.
    if (meter !== undefined && (admitted || name !== 'tpm'))
      meters[name] = meter.taken(amountOf(name, exchange), exchange.atMs)
  }
  return { meters, inFlight: state.inFlight + (admitted ? 1 : 0), law: state.law }
}

export function quotaReleased(state: QuotaState): QuotaState {
  return { meters: state.meters, inFlight: state.inFlight - 1, law: state.law }
}
