import type { PolicySpec } from '../../client/index.ts'
import { poisson, type LoadSpec } from '../../load/index.ts'
import { bindingOf } from './binding.ts'
import { guessCapacity } from './guess.ts'
import { excessOf, worstMargin } from './margin.ts'
import { planCell } from './planCell.ts'
import type { PlanInput } from './planInput.ts'
import type { PlanCell, Sustained } from './planReport.ts'
import { modelsLost, type Lost } from './planScript.ts'
import { bracket, fitOf, marginOfAll, rootOf } from './search.ts'
import { onePlayer, type Play } from './players.ts'
import type { SimulatedInput, Trial } from './simulate.ts'

/** All that is the same for every load of a search. */
export interface SearchRequest {
  readonly input: SimulatedInput & Pick<PlanInput, 'seed' | 'durationMs' | 'trials' | 'warmUpMs'>
  readonly lost?: Lost
  readonly quotaFactor?: number
  readonly policies?: readonly PolicySpec[]
  /** How calls come at a load; independently of each other unless set. */
  readonly arrivals?: (perSecond: number, durationMs: number) => LoadSpec
  readonly precision?: number
  readonly mostPerSecond?: number
  /** Where it is played; in this thread, on the virtual clock, unless set. */
  readonly play?: Play
  /** What the trials of a load are for, in words. */
  readonly stepOf?: (perSecond: number) => string
}

export interface Searched {
  readonly sustained: Sustained
  readonly cells: readonly PlanCell[]
}

const defaultPrecision = 0.02
/** Beyond it a simulation takes hours; whoever needs more asks for it. */
const defaultMostPerSecond = 1_000

/** The most load that keeps the SLO, and all loads that were tried on the way. */
export async function searchSustained(request: SearchRequest): Promise<Searched> {
  const { input, lost, quotaFactor } = request
  const left =
    lost === undefined ? input.models : input.models.filter((one) => !modelsLost(input.models, lost).includes(one))
  if (left.length === 0) return { sustained: nothing, cells: [] }
  const attempt = async (perSecond: number) => {
    const trials = await trialsAt(request, perSecond)
    const excesses = trials.map(({ tally }) => excessOf(tally, input.slo))
    const marginOf = (drawn: readonly number[]) =>
      worstMargin(
        drawn.map((trial) => excesses[trial]!),
        input.slo,
      )
    return { perSecond, trials, seeds: trials.length, marginOf }
  }
  const loads = await bracket(attempt, {
    guess: guessCapacity(left, input.workload, quotaFactor),
    precision: request.precision ?? defaultPrecision,
    mostPerSecond: request.mostPerSecond ?? defaultMostPerSecond,
    seed: input.seed,
  })
  const root = rootOf(loads, input.seed)
  const fitted = fitOf(loads)
  const bound = loads.map((load, index) => ({
    trials: load.trials,
    cell: planCell({ ...input, ...load }, input.models, {
      keptShare: load.trials.filter((_, trial) => load.marginOf([trial]) <= 0).length / load.seeds,
      fittedMargin: Number(fitted[index]!.toFixed(6)),
      isSustained: marginOfAll(load) <= 0,
    }),
  }))
  return {
    sustained: { ...root, bindsFirst: bindingOf(bound, root, input.slo) },
    cells: bound.map(({ cell }) => cell),
  }
}

/** Nothing is left that could answer. */
const nothing: Sustained = {
  perSecond: 0,
  interval: [0, 0],
  lastKept: null,
  firstBroken: null,
  bindsFirst: { resource: 'success', model: null, share: null },
}

function trialsAt(request: SearchRequest, perSecond: number): Promise<Trial[]> {
  const { input, lost, quotaFactor, policies, arrivals = independently, play = onePlayer().play, stepOf } = request
  const { seed, trials, durationMs, warmUpMs } = input
  const load = arrivals(perSecond, warmUpMs + durationMs)
  const base = { input, load, warmUpMs, durationMs, lost, quotaFactor, policies }
  const step = stepOf?.(perSecond) ?? ''
  return Promise.all(Array.from({ length: trials }, (_, trial) => play({ ...base, seed: seed + trial }, step)))
}

function independently(perSecond: number, durationMs: number): LoadSpec {
  return poisson({ perSecond, durationMs })
}
