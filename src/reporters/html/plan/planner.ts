import { numberOf } from '../../../bench/figure.ts'
import type { PlanReport, WhatIfGrid, WhatIfPoint } from '../../../harness/plan/planReport.ts'
import { messages } from '../../../messages/index.ts'

const words = messages.planner.slider

/**
 * What the page's script interpolates between, as JSON: without a script the table of all points stands there. Undefined where a
 * point is missing, or where there is but one load.
 */
export function plannerData({ whatIf, input }: PlanReport): string | undefined {
  if (whatIf === null || whatIf.loadsPerSecond.length < 2) return undefined
  const points = pointsInOrder(whatIf)
  if (points === undefined) return undefined
  const { demand } = input
  const [least, most] = [whatIf.loadsPerSecond[0]!, whatIf.loadsPerSecond.at(-1)!]
  const start = Math.min(most, Math.max(least, demand?.peakPerSecond ?? (least + most) / 2))
  return JSON.stringify({
    loads: whatIf.loadsPerSecond,
    lost: whatIf.lost.map(({ name }, index) => (index === 0 ? words.nothing : name)),
    factors: whatIf.quotaFactors,
    start,
    points,
    words,
  })
}

/** By what is lost, then by quotas, then by load: each a list of figures; -1 is what is endless. */
function pointsInOrder({ lost, quotaFactors, loadsPerSecond, points }: WhatIfGrid): (number | null)[][] | undefined {
  const found = lost.flatMap((_, index) =>
    quotaFactors.flatMap((factor) =>
      loadsPerSecond.map((load) =>
        points.find((one) => one.lost === index && one.quotaFactor === factor && one.perSecond === load),
      ),
    ),
  )
  return found.every((point) => point !== undefined) ? found.map(figuresOf) : undefined
}

/** In the order in which the script tells them. */
function figuresOf(point: WhatIfPoint): (number | null)[] {
  const endless = (figure: WhatIfPoint['p99TtftMs']) => {
    const value = figure === null ? null : numberOf(figure)
    return value === Infinity ? -1 : value
  }
  return [
    point.goodShare,
    endless(point.p99TtftMs),
    endless(point.p99TotalMs),
    point.refusedShare,
    point.attemptsPerCall,
    point.meanInFlight,
    point.costPerCallUsd,
    point.keepsSlo ? 1 : 0,
  ]
}
