import type { Report } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { comparisonRows } from '../bench/comparisonTable.ts'
import { gateText } from '../bench/gateText.ts'
import { scrollBox } from './marks.ts'
import { html, type Html } from './template.ts'

const words = messages.benchReport

/** Models beside each other, the gates, and whether the run can be believed. */
export function benchSection({ bench }: Report): Html | null {
  if (bench === undefined) return null
  const { summary, gates } = bench
  return html`${scrollBox(words.comparison, comparison(bench.summary))}
    <p>${words.countsFrom}</p>
    ${
      gates.length > 0 &&
      html`<ul>
        ${gates.map((result) => html`<li>${words.gate[result.verdict]} ${gateText(result)}</li> `)}
      </ul>`
    }
    <h3>${words.validity}</h3>
    <ul class="quiet">
      ${summary.lights.map(({ state, text }) => html`<li>${words.lights[state]}: ${text}</li> `)}
    </ul>`
}

function comparison(summary: NonNullable<Report['bench']>['summary']): Html {
  return html`<table class="runs">
    <caption>
      ${words.comparison}
    </caption>
    <thead>
      <tr>
        <th scope="col" colspan="2">${words.measured}</th>
        ${summary.series.map(({ series }) => html`<th scope="col">${series ?? ''}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${comparisonRows(summary).map(
        ({ group, label, cells }) =>
          html`<tr>
            <th scope="row">${group.trim()}</th>
            <td>${label}</td>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr> `,
      )}
    </tbody>
  </table>`
}
