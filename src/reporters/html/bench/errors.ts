import type { BenchSummary } from '../../../bench/metrics/benchSummary.ts'
import { messages } from '../../../messages/index.ts'
import { scrollBox } from '../marks.ts'
import { html, type Html } from '../template.ts'

const words = messages.charts.outcomes
const { number, duration } = messages.format

/** Kinds of failures, the most frequent first, with a call to look up; null where nothing failed. */
export function errorTable({ series }: BenchSummary): Html | null {
  const rows = series
    .flatMap(({ series: name, errors }) => errors.map((error) => ({ name: name ?? '', ...error })))
    .toSorted((one, other) => other.count - one.count)
  if (rows.length === 0) return null
  const { errorColumns: columns } = words
  return scrollBox(
    words.errors,
    html`<table class="runs">
      <caption>
        ${words.errors}
      </caption>
      <thead>
        <tr>
          <th scope="col">${columns.what}</th>
          <th scope="col">${messages.charts.latency.columns.model}</th>
          ${[columns.calls, columns.first, columns.last, columns.call].map((name) => html`<th scope="col" class="number">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, errorClass, reason, status, count, firstMs, lastMs, call }) =>
            html`<tr>
              <th scope="row">
                ${[errorClass ?? messages.benchReport.noClass, reason, status].filter((part) => part !== null).join(', ')}
              </th>
              <td>${name}</td>
              ${[number(count), duration(firstMs), duration(lastMs), number(call)].map((cell) => html`<td class="number">${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>`,
  )
}
