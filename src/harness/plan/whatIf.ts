import { figureOf, type Figure } from '../../bench/figure.ts'
import { quantileRank } from '../../bench/statistics/orderStatistics.ts'
import { poisson } from '../../load/index.ts'
import { messages } from '../../messages/index.ts'
import { costDistribution, round } from './costDistribution.ts'
import { pageOf } from './ledger.ts'
import { excessOf, worstMargin } from './margin.ts'
import type { PlanInput } from './planInput.ts'
import type { WhatIfGrid, WhatIfPoint } from './planReport.ts'
import { modelsLost, type Lost } from './planScript.ts'
import { rounded } from './search.ts'
import type { Play } from './players.ts'
import type { Simulation, Trial } from './simulate.ts'

const quotaFactors = [0.5, 1, 2] as const
/** Of the sustained load. */
const loadFactors = [0.25, 0.5, 0.75, 1, 1.25] as const

/** What a page interpolates between: some loads, with nothing and with each model lost, and the quotas as they are, halved and doubled. */
export async function whatIfGrid(input: PlanInput, sustainedPerSecond: number, play: Play): Promise<WhatIfGrid> {
  const lost = [{ name: '', models: [] as string[] }, ...input.models.map(({ id }) => ({ name: id, models: [id] }))]
  const loadsPerSecond = loadFactors.map((factor) => rounded(sustainedPerSecond * factor))
  const asked = lost.flatMap(({ models }, index) =>
    quotaFactors.flatMap((quotaFactor) =>
      loadsPerSecond.map((perSecond): Asked => {
        const gone: Lost | undefined = models.length === 0 ? undefined : { kind: 'model', name: models[0]! }
        return { perSecond, quotaFactor, index, lost: gone }
      }),
    ),
  )
  const points = await Promise.all(
    asked.map((one, done) => {
      const step = messages.plan.steps.grid(done, asked.length)
      return pointOf(input, one, (simulation) => play(simulation, step))
    }),
  )
  return { loadsPerSecond, lost, quotaFactors, points }
}

interface Asked {
  readonly perSecond: number
  readonly quotaFactor: number
  readonly index: number
  readonly lost: Lost | undefined
}

async function pointOf(
  input: PlanInput,
  { perSecond, quotaFactor, index, lost }: Asked,
  play: (simulation: Simulation) => Promise<Trial>,
): Promise<WhatIfPoint> {
  const place = { perSecond, lost: index, quotaFactor }
  if (lost !== undefined && modelsLost(input.models, lost).length === input.models.length)
    return { ...place, ...nothing }
  const { warmUpMs, durationMs, seed } = input
  const load = poisson({ perSecond, durationMs: warmUpMs + durationMs })
  const { tally, ledger } = await play({ input, seed, load, warmUpMs, durationMs, quotaFactor, lost })
  const perCall = (count: number) => (tally.calls === 0 ? 0 : round(count / tally.calls, 6))
  return {
    ...place,
    goodShare: perCall(tally.good),
    p99TtftMs: p99(tally.ttftMs),
    p99TotalMs: p99(tally.totalMs),
    refusedShare: refusedShare(input, ledger),
    attemptsPerCall: perCall(tally.attempts),
    meanInFlight: round(tally.underWayMs / durationMs, 3),
    costPerCallUsd: costDistribution([tally])?.meanUsd ?? null,
    keepsSlo: worstMargin([excessOf(tally, input.slo)], input.slo) <= 0,
  }
}

/** Without any model. */
const nothing = {
  goodShare: 0,
  p99TtftMs: 'Infinity',
  p99TotalMs: 'Infinity',
  refusedShare: 0,
  attemptsPerCall: 0,
  meanInFlight: 0,
  costPerCallUsd: null,
  keepsSlo: false,
} as const satisfies Partial<WhatIfPoint>

function p99(values: readonly number[]): Figure | null {
  if (values.length === 0) return null
  const ms = Float64Array.from(values).sort()[quantileRank(values.length, 0.99) - 1]!
  return figureOf(ms === Infinity ? ms : round(ms, 3))
}

function refusedShare({ models }: PlanInput, ledger: Trial['ledger']): number {
  const pages = models.map(({ id }) => pageOf(ledger, id))
  const requests = pages.reduce((sum, page) => sum + page.requests, 0)
  return requests === 0 ? 0 : round(pages.reduce((sum, page) => sum + page.refused, 0) / requests, 6)
}
