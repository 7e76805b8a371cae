import type { Exchange } from '../fault.ts'
import type { Passage } from '../memory.ts'
import type { Limits } from './limits.ts'
import { amountOf, type QuotaState } from './quotaState.ts'
import type { Refusal } from './refusalWords.ts'
import { standingsOf } from './standing.ts'

/** What of a quota refuses an exchange: the meter that does so for longest. Undefined if another quota refused it. */
export function refusalOf(
  { concurrency = Infinity }: Limits,
  exchange: Exchange,
  { state }: Passage<QuotaState>,
): Refusal | undefined {
  const { model } = exchange
  const [longest] = standingsOf(state, exchange, false)
    .filter(({ refusedForMs }) => refusedForMs > 0)
    .toSorted((one, other) => other.refusedForMs - one.refusedForMs)
  if (longest !== undefined) {
    const { name, limit, remaining, refusedForMs: waitMs } = longest
    return { model, quota: name, limit, used: limit - remaining, requested: amountOf(name, exchange), waitMs }
  }
  if (state.inFlight < concurrency) return undefined
  return { model, quota: 'concurrency', limit: concurrency, used: state.inFlight, requested: 1, waitMs: 0 }
}
