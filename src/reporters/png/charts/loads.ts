import { numberOf, type Figure } from '../../../bench/figure.ts'
import type { PlanCell, PlanPercentile } from '../../../harness/plan/planReport.ts'
import { messages } from '../../../messages/index.ts'
import { shownFamily } from '../../plan/shownFamily.ts'
import { wide, type Chart } from '../chart.ts'
import { axis, frame } from '../parts/frame.ts'
import { milliseconds } from '../parts/milliseconds.ts'
import { seriesLook } from '../parts/seriesLook.ts'
import { sustainedBand } from '../parts/sustainedBand.ts'
import { whiskers, type Whisker } from '../parts/whiskers.ts'

const words = messages.png

const percentiles = ['p50', 'p95', 'p99'] as const

/** Latency at each load that was simulated, and the most load that keeps the SLO. */
export const loads: Chart = {
  name: 'latency-vs-load',
  size: wide,
  config: ({ plan }) => {
    if (plan === undefined || plan.cells.length < 2) return null
    const { cells, sustained } = plan
    const family = `${shownFamily(plan)}Ms` as const
    const of = (cell: PlanCell, name: (typeof percentiles)[number]) => cell[family][name]
    const lines = percentiles.filter((name) => cells.some((cell) => finite(of(cell, name).value) !== null))
    if (lines.length === 0) return null
    return {
      type: 'line',
      data: {
        datasets: lines.map((name, index) => ({
          label: name,
          data: cells.map((cell) => ({ x: cell.offeredPerSecond, y: finite(of(cell, name).value) ?? NaN })),
          ...seriesLook(index),
          pointRadius: 4,
          cubicInterpolationMode: 'monotone' as const,
        })),
      },
      options: {
        ...frame({
          title: words.loads.title,
          subtitle: [
            words.loads.subtitle(words.loads.families[family]),
            words.loads.sustained(sustained.perSecond, sustained.interval),
          ],
        }),
        scales: {
          x: { ...axis(words.loads.axis, false), type: 'linear', beginAtZero: true },
          y: milliseconds(cells.flatMap((cell) => lines.flatMap((name) => finite(of(cell, name).value) ?? []))),
        },
      },
      plugins: [
        sustainedBand(sustained),
        whiskers(
          lines.map((name, index) => ({
            colour: seriesLook(index).borderColor,
            points: cells.map((cell) => whiskerOf(of(cell, name))),
          })),
        ),
      ],
    }
  },
}

function finite(value: Figure | null): number | null {
  return value === null || value === 'Infinity' ? null : value
}

function whiskerOf({ value, interval }: PlanPercentile): Whisker | null {
  if (value === 'Infinity') return { low: NaN, high: NaN, isInfinite: true }
  return value === null || interval === null ? null : { low: numberOf(interval[0]), high: numberOf(interval[1]) }
}
