import { quantileRank } from '../../bench/statistics/orderStatistics.ts'
import { round } from './costDistribution.ts'
import { pageOf, type LedgerPages, type ModelMinute } from './ledger.ts'
import type { PlannedModel } from './planInput.ts'
import type { QuotaUse } from './planReport.ts'

const minuteMs = 60_000
const none: ModelMinute = { requests: 0, tokens: 0, mostInFlight: 0, inFlightMs: 0 }

/** How the quotas of all models were used in the whole minutes of the load, without its warm-up. */
export function quotaUses(
  models: readonly PlannedModel[],
  ledgers: readonly LedgerPages[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): QuotaUse[] {
  const first = Math.ceil(fromMs / minuteMs)
  const end = Math.floor(toMs / minuteMs)
  return models.flatMap((model) => {
    const minutes = ledgers.flatMap((ledger) =>
      Array.from(
        { length: Math.max(0, end - first) },
        (_, index) => pageOf(ledger, model.id).minutes[first + index] ?? none,
      ),
    )
    return (['rpm', 'tpm', 'concurrency'] as const).flatMap((resource) => {
      const limit = model[resource]
      if (limit === null) return []
      const refusals = ledgers.reduce((sum, ledger) => sum + (pageOf(ledger, model.id).refusals[resource] ?? 0), 0)
      return [useOf(model.id, resource, limit, minutes, refusals)]
    })
  })
}

function useOf(
  model: string,
  resource: QuotaUse['resource'],
  limit: number,
  minutes: readonly ModelMinute[],
  refusals: number,
): QuotaUse {
  const of = { rpm: 'requests', tpm: 'tokens', concurrency: 'mostInFlight' } as const
  const values = minutes.map((minute) => minute[of[resource]]).toSorted((one, other) => one - other)
  const mean =
    resource === 'concurrency' ? meanOf(minutes.map(({ inFlightMs }) => inFlightMs / minuteMs)) : meanOf(values)
  const p95 = values[quantileRank(values.length, 0.95) - 1] ?? 0
  return {
    model,
    resource,
    limit,
    mean: round(mean, 3),
    p95,
    most: values.at(-1) ?? 0,
    share: round(p95 / limit, 6),
    refusals,
  }
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
