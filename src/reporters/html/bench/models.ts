import type { BenchSummary } from '../../../bench/metrics/benchSummary.ts'
import { messages } from '../../../messages/index.ts'
import { comparisonRows } from '../../bench/comparisonTable.ts'
import { scrollBox } from '../marks.ts'
import { html, type Html } from '../template.ts'

const words = messages.benchReport

/** Models beside each other: what a reader compares first. */
export function modelTable(summary: BenchSummary): Html {
  return html`${scrollBox(
      words.comparison,
      html`<table class="runs">
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
      </table>`,
    )}
    <p>${words.countsFrom}</p>`
}
