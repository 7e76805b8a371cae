import { messages } from '../../messages/index.ts'
import { poisson } from '../../load/index.ts'
import { costDistribution, round } from './costDistribution.ts'
import { findLosses } from './losses.ts'
import { affordablePerSecond, monthlyCosts, type PricedLoad } from './months.ts'
import { comparePolicies } from './outage.ts'
import type { PlanInput } from './planInput.ts'
import { onePlayer, type Play } from './players.ts'
import type { CostDistribution, PlanCell, PlanReport, Sustained } from './planReport.ts'
import { rounded } from './search.ts'
import { searchSustained, type Searched } from './sustained.ts'
import { whatIfGrid } from './whatIf.ts'

const words = messages.plan

/** Trials of what stands beside the main figure: an outline is enough. */
const fewerTrials = 2
/** Of the sustained load: what an outage is played at where nobody said how much is to be carried. */
const usualShare = 0.6

/** The whole plan. The same input gives the same report, byte for byte, whoever plays its simulations and in what order. */
export async function makePlanReport(input: PlanInput, play: Play = onePlayer().play): Promise<PlanReport> {
  const [searched, losses] = await Promise.all([
    searchSustained({ input, play, stepOf: words.steps.load }),
    findLosses({ ...input, trials: Math.min(input.trials, fewerTrials) }, play),
  ])
  const atSustained = costAt(searched)
  const sustained = withinMoney(input, searched.sustained, atSustained)
  const { demand } = input
  const at = rounded(Math.min(demand?.peakPerSecond ?? Infinity, sustained.perSecond * usualShare))
  const [priced, policies, whatIf] = await Promise.all([
    pricedLoads(input, sustained.perSecond, atSustained, play),
    at > 0 ? comparePolicies(input, at, play) : null,
    sustained.perSecond > 0 ? whatIfGrid(input, sustained.perSecond, play) : null,
  ])
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
  play: Play,
): Promise<PricedLoad[]> {
  const { demand, seed, warmUpMs, durationMs } = input
  if (demand === null)
    return sustainedPerSecond === 0 ? [] : [{ times: 1, perSecond: sustainedPerSecond, cost: atSustained }]
  return Promise.all(
    ([1, 2, 5] as const).map(async (times): Promise<PricedLoad> => {
      const perSecond = rounded(demand.peakPerSecond * times)
      const load = poisson({ perSecond, durationMs: warmUpMs + durationMs })
      const { tally } = await play({ input, seed, load, warmUpMs, durationMs }, words.steps.load(perSecond))
      return { times, perSecond, cost: costDistribution([tally]) }
    }),
  )
}
