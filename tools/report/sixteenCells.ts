import { planOf, modelOf } from '../../test/support/planInputs.ts'
import { poisson } from '../../src/load/index.ts'
import { makePlanReport } from '../../src/harness/plan/makePlanReport.ts'
import { excessOf, worstMargin } from '../../src/harness/plan/margin.ts'
import { planCell } from '../../src/harness/plan/planCell.ts'
import type { PlanInput } from '../../src/harness/plan/planInput.ts'
import type { PlanCell, PlanReport } from '../../src/harness/plan/planReport.ts'
import { simulate } from '../../src/harness/plan/simulate.ts'

const loads = 16

/** Three models with quotas, in a minute of virtual time: what is looked at is the page, not the figures. */
const input: PlanInput = planOf({
  models: [
    modelOf({ id: 'deepseek-chat', rpm: 120, tpm: 24_000 }),
    modelOf({ id: 'moonshot-v1-8k', rpm: 80, tpm: 16_000, ttft: { medianMs: 140, sigma: 0.3 }, credential: 'other' }),
    modelOf({ id: 'abab6-chat', rpm: 60, tpm: 12_000, ttft: { medianMs: 90, sigma: 0.3 }, origin: 'backup' }),
  ],
  demand: { peakPerSecond: 2, meanPerSecond: 0.8, users: 120, byHour: null },
  rates: { cny: 7.1, vnd: 26_000 },
  warmUpMs: 5_000,
  durationMs: 60_000,
  trials: 1,
})

/** A real plan of three models, and what the real client did at sixteen loads beside each other. */
export async function sixteenCells(): Promise<PlanReport> {
  const report = await makePlanReport(input)
  const most = 1.6 * Math.max(1, report.sustained.perSecond)
  const cells: PlanCell[] = []
  for (let load = 1; load <= loads; load += 1) cells.push(await cellAt(Number(((most * load) / loads).toPrecision(3))))
  return { ...report, cells }
}

async function cellAt(perSecond: number): Promise<PlanCell> {
  const { seed, warmUpMs, durationMs, models, slo } = input
  const load = poisson({ perSecond, durationMs: warmUpMs + durationMs })
  const trial = await simulate({ input, seed, load, warmUpMs, durationMs })
  const margin = worstMargin([excessOf(trial.tally, slo)], slo)
  const isSustained = margin <= 0
  return planCell({ perSecond, trials: [trial], warmUpMs, durationMs }, models, {
    keptShare: isSustained ? 1 : 0,
    fittedMargin: margin,
    isSustained,
  })
}
