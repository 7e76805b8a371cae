import type { Binding, PlanReport } from '../../../harness/plan/planReport.ts'
import { messages } from '../../../messages/index.ts'
import { figure } from '../../charts/figure.ts'
import { stackedBars } from '../../charts/stackedBars.ts'
import type { Html } from '../template.ts'

const words = messages.planCharts

/** What runs out first, and whose it is. */
export function bindingText({ resource, model }: Binding): string {
  return words.of(words.resources[resource], model)
}

/** N-1: the most load with each part lost in turn, beside that with nothing lost. */
export function lossBars({ losses, sustained, input: { demand } }: PlanReport): Html | null {
  if (losses.length === 0) return null
  const { kinds, columns, fits } = words.losses
  const rows = [
    { name: words.losses.nothing, models: [], fitsDemand: fitsOf(demand, sustained.perSecond), ...sustained },
    ...losses.map(({ kind, name, ...loss }) => ({ ...loss, name: words.losses.name(kinds[kind], name) })),
  ]
  return figure({
    id: 'losses-chart',
    title: words.losses.title,
    note: words.losses.note,
    chart: stackedBars({
      id: 'chart-losses',
      title: words.losses.title,
      description: words.losses.say,
      parts: [
        { name: '', ink: 'good' },
        { name: '', ink: 's1' },
      ],
      bars: rows.map(({ name, perSecond, bindsFirst }, index) => ({
        name,
        total: words.rate(perSecond),
        parts: [{ part: index === 0 ? 0 : 1, value: perSecond, says: bindingText(bindsFirst) }],
      })),
      ...(demand === null
        ? {}
        : { limit: { at: demand.peakPerSecond, name: words.losses.demand(demand.peakPerSecond) } }),
    }),
    data: {
      columns: [columns.lost, columns.models, columns.sustains, columns.interval, columns.binds, columns.fits],
      rows: rows.map(({ name, models, perSecond, interval, bindsFirst, fitsDemand }) => [
        name,
        models.join(', '),
        words.rate(perSecond),
        words.interval(...interval),
        bindingText(bindsFirst),
        fitsDemand === null ? fits.unknown : fitsDemand ? fits.yes : fits.no,
      ]),
    },
  })
}

function fitsOf(demand: PlanReport['input']['demand'], perSecond: number): boolean | null {
  return demand === null ? null : perSecond >= demand.peakPerSecond
}
