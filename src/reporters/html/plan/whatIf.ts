import { numberOf } from '../../../bench/figure.ts'
import type { PlanReport, WhatIfPoint } from '../../../harness/plan/planReport.ts'
import { messages } from '../../../messages/index.ts'
import { plannerData } from './planner.ts'
import { scrollBox } from '../marks.ts'
import { html, type Html } from '../template.ts'

const words = messages.planCharts
const { whatIf: texts } = words
const { percent, ms, none } = messages.charts

/** All that was simulated of "what if": a script narrows it down, without one all lines stand there. */
export function whatIfTable(plan: PlanReport): Html | null {
  const { whatIf } = plan
  if (whatIf === null) return null
  const { columns } = texts
  const data = plannerData(plan)
  return html`<p>${texts.note}</p>
    ${scrollBox(
      texts.table,
      html`<table class="runs filtered" data-filter="1 2" ${data !== undefined && html`data-planner="${data}"`}>
        <caption>
          ${texts.table}
        </caption>
        <thead>
          <tr>
            ${Object.values(columns).map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${whatIf.points.map((point) => row(point, whatIf.lost[point.lost]?.name || texts.nothing))}
        </tbody>
      </table>`,
    )}`
}

function row(point: WhatIfPoint, lost: string): Html {
  const latency = (figure: WhatIfPoint['p99TtftMs']) => (figure === null ? none : ms(numberOf(figure)))
  const cells = [
    lost,
    words.times(point.quotaFactor),
    percent(point.goodShare),
    latency(point.p99TtftMs),
    latency(point.p99TotalMs),
    percent(point.refusedShare),
    point.attemptsPerCall.toFixed(2),
    point.meanInFlight.toFixed(1),
    point.costPerCallUsd === null ? none : words.months.usd(point.costPerCallUsd),
    point.keepsSlo ? texts.keeps.yes : texts.keeps.no,
  ]
  return html`<tr>
    <th scope="row">${words.rate(point.perSecond)}</th>
    ${cells.map((cell) => html`<td>${cell}</td>`)}
  </tr> `
}
