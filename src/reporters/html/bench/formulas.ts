import { metricOf, distributionNames, singleNames } from '../../../bench/metrics/index.ts'
import { messages } from '../../../messages/index.ts'
import { scrollBox } from '../marks.ts'
import { html, type Html } from '../template.ts'

const words = messages.charts

/** How each figure is made, and what others call it. */
export function formulas(): Html {
  const rows = [
    ...distributionNames.map((name) => [name, metricOf(`${name}.p50`).metric.formula] as const),
    ...singleNames.map((name) => [name, metricOf(name).metric.formula] as const),
  ]
  return html`<details>
    <summary>${words.formulas}</summary>
    ${scrollBox(
      words.formulas,
      html`<table class="plain">
        <caption>
          ${words.formulas}
        </caption>
        <thead>
          <tr>
            <th scope="col">${words.formulaColumns.metric}</th>
            <th scope="col">${words.formulaColumns.formula}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([name, formula]) =>
              html`<tr>
                <th scope="row"><code>${name}</code></th>
                <td>${formula}</td>
              </tr> `,
          )}
        </tbody>
      </table>`,
    )}
  </details>`
}
