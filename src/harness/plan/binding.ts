import { excessOf, marginOf } from './margin.ts'
import type { PlannedLimit } from './planInput.ts'
import type { Binding, PlanCell, QuotaUse } from './planReport.ts'
import type { Trial } from './simulate.ts'

/** A quota that refused so large a share of what it granted has run out; below it is chance. */
const ranOutShare = 0.001

/** A load as far as it must be known to say what ran out at it. */
export interface BoundLoad {
  readonly cell: Pick<PlanCell, 'perSecond' | 'quotas' | 'calls'>
  readonly trials: readonly Trial[]
}

/**
 * What runs out first as the load grows: the quota that refuses calls at the least load, up to the first load that is not
 * kept; where none does, whatever limit of the SLO breaks there. `loads` ascend.
 */
export function bindingOf(
  loads: readonly BoundLoad[],
  { lastKept, firstBroken }: { readonly lastKept: number | null; readonly firstBroken: number | null },
  slo: readonly PlannedLimit[],
): Binding {
  const upTo = loads.filter(({ cell }) => firstBroken === null || cell.perSecond <= firstBroken)
  for (const { cell } of upTo) {
    const [worst] = cell.quotas
      .filter(({ refusals }) => refusals > cell.calls * ranOutShare)
      .toSorted((one, other) => other.refusals - one.refusals)
    if (worst !== undefined) return quotaBinding(worst, shareAt(loads, lastKept, worst))
  }
  const broken = loads.find(({ cell }) => cell.perSecond === firstBroken)
  if (broken === undefined) return { resource: 'none', model: null, share: null }
  const excesses = broken.trials.map(({ tally }) => excessOf(tally, slo))
  const margins = slo.map((_, index) => marginOf(excesses, slo, index))
  const worst = slo[margins.indexOf(Math.max(...margins))]
  return { resource: worst?.metric === 'success' ? 'success' : 'latency', model: null, share: null }
}

function quotaBinding({ resource, model, share }: QuotaUse, atKept: number | null): Binding {
  return { resource, model, share: atKept ?? share }
}

function shareAt(loads: readonly BoundLoad[], lastKept: number | null, { model, resource }: QuotaUse): number | null {
  const kept = loads.find(({ cell }) => cell.perSecond === lastKept)
  return kept?.cell.quotas.find((use) => use.model === model && use.resource === resource)?.share ?? null
}
