import { messages } from '../../messages/index.ts'
import { poisson } from '../../load/index.ts'
import { costDistribution, round } from './costDistribution.ts'
import { findLosses } from './losses.ts'
import { affordablePerSecond, monthlyCosts, type PricedLoad } from './months.ts'
import { comparePolicies } from './outage.ts'
import type { PlanInput } from './planInput.ts'
import type { CostDistribution, PlanCell, PlanReport, Sustained } from './planReport.ts'
import { rounded } from './search.ts'
import { simulate } from './simulate.ts'
import { searchSustained, type Searched } from './sustained.ts'
import { whatIfGrid } from './whatIf.ts'

const words = messages.plan

/** Trials of what stands beside the main figure: an outline is enough. */
const fewerTrials = 2
/** Of the sustained load: what an outage is played at where nobody said how much is to be carried. */
const usualShare = 0.6

/** Told what is simulated next. */
export type OnStep = (text: string) => void

/** The whole plan. The same input gives the same report, byte for byte. */
export async function makePlanReport(input: PlanInput, onStep: OnStep = () => {}): Promise<PlanReport> {
  const searched = await searchSustained({ input, onLoad: (load) => onStep(words.steps.load(load)) })
  const atSustained = costAt(searched)
  const sustained = withinMoney(input, searched.sustained, atSustained)
  const { demand } = input
  const losses = await findLosses({ input: { ...input, trials: Math.min(input.trials, fewerTrials) } }, ({ name }) =>
    onStep(words.steps.loss(name)),
  )
  const priced = await pricedLoads(input, sustained.perSecond, atSustained, onStep)
  const at = rounded(Math.min(demand?.peakPerSecond ?? Infinity, sustained.perSecond * usualShare))
  const policies = at > 0 ? await comparePolicies(input, at, (policy) => onStep(words.steps.policy(policy))) : null
  const whatIf =
    sustained.perSecond > 0
      ? await whatIfGrid(input, sustained.perSecond, (done, total) => onStep(words.steps.grid(done, total)))
      : null
  const report = {
    schema: 'brownout/plan/1',
    input,
    cells: searched.cells,
    sustained,
    headroom: demand === null ? null : round(sustained.perSecond / demand.peakPerSecond, 4),
    losses,
    cost: priced[0]?.cost ?? null,
    months: monthlyCosts(priced, input, sustained.perSecond),
    policies,
    whatIf,
  } as const
  return { ...report, sentence: words.sentence(report) }
}

/** At the most load that is kept. */
function costAt({ cells, sustained }: Searched): CostDistribution | null {
  return cells.find(({ perSecond }: PlanCell) => perSecond === sustained.lastKept)?.cost ?? null
}

/** Where money runs out before the quotas do, it binds. */
function withinMoney(input: PlanInput, sustained: Sustained, cost: CostDistribution | null): Sustained {
  const affordable = rounded(affordablePerSecond(input, cost))
  if (!(affordable < sustained.perSecond)) return sustained
  const [low, high] = sustained.interval
  return {
    ...sustained,
    perSecond: affordable,
    interval: [Math.min(low, affordable), Math.min(high, affordable)],
    bindsFirst: { resource: 'money', model: null, share: 1 },
  }
}

/** The demand once, twice and five times; without one only what is sustained, once. */
async function pricedLoads(
  input: PlanInput,
  sustainedPerSecond: number,
  atSustained: CostDistribution | null,
  onStep: OnStep,
): Promise<PricedLoad[]> {
  const { demand, seed, warmUpMs, durationMs } = input
  if (demand === null)
    return sustainedPerSecond === 0 ? [] : [{ times: 1, perSecond: sustainedPerSecond, cost: atSustained }]
  const loads: PricedLoad[] = []
  for (const times of [1, 2, 5] as const) {
    const perSecond = rounded(demand.peakPerSecond * times)
    onStep(words.steps.load(perSecond))
    const load = poisson({ perSecond, durationMs: warmUpMs + durationMs })
    const { tally } = await simulate({ input, seed, load, warmUpMs, durationMs })
    loads.push({ times, perSecond, cost: costDistribution([tally]) })
  }
  return loads
}
