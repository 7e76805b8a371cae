import type { MonthlyCost, PlanReport } from '../../../harness/plan/planReport.ts'
import { messages } from '../../../messages/index.ts'
import { figure } from '../../charts/figure.ts'
import { stackedBars } from '../../charts/stackedBars.ts'
import { html, type Html } from '../template.ts'

const words = messages.planCharts
const { months: texts } = words
const { money, none } = messages.charts

/** Cost of a month as traffic grows, and what of it is wasted. */
export function monthlyCosts({ months }: PlanReport): Html | null {
  if (months.length === 0) return null
  if (months.every(({ usd }) => usd === null)) return html`<p>${texts.unknown}</p>`
  const { columns } = texts
  const whole = (value: number | null) => (value === null ? none : texts.whole(value))
  return figure({
    id: 'monthly-cost',
    title: texts.title,
    note: texts.note,
    chart: stackedBars({
      id: 'chart-monthly-cost',
      title: texts.title,
      description: texts.say,
      parts: [
        { name: money.used, ink: 's0' },
        { name: money.wasted, ink: 'bad' },
      ],
      bars: months.map((month) => ({
        name: texts.name(month.times, month.perSecond),
        total: month.usd === null ? none : texts.usd(month.usd),
        parts: partsOf(month),
      })),
    }),
    data: {
      columns: [columns.traffic, columns.calls, columns.usd, columns.wasted, columns.cny, columns.vnd, columns.fits],
      rows: months.map(({ times, perSecond, callsPerMonth, usd, wastedUsd, cny, vnd, isSustained }) => [
        texts.name(times, perSecond),
        whole(callsPerMonth),
        usd === null ? none : texts.usd(usd),
        wastedUsd === null ? none : texts.usd(wastedUsd),
        whole(cny),
        whole(vnd),
        isSustained ? words.losses.fits.yes : words.losses.fits.no,
      ]),
    },
  })
}

function partsOf({ usd, wastedUsd }: MonthlyCost) {
  if (usd === null) return []
  const wasted = wastedUsd ?? 0
  return [
    { part: 0, value: usd - wasted, says: `${money.used}: ${texts.usd(usd - wasted)}` },
    { part: 1, value: wasted, says: `${money.wasted}: ${texts.usd(wasted)}` },
  ]
}
