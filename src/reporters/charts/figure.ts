import { messages } from '../../messages/index.ts'
import { scrollBox } from '../html/marks.ts'
import { compact, html, type Html } from '../html/template.ts'
import { csvLine } from '../csvLine.ts'

const words = messages.charts

interface DataTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface Figure {
  /** Where on the page: also the name of the CSV file. */
  readonly id: string
  readonly title: string
  /** One or two sentences: what to see. */
  readonly note: string
  readonly chart: Html
  readonly data: DataTable
}

/** A chart with its caption, and the same data as a table and as CSV for whoever cannot or will not read the picture. */
export function figure({ id, title, note, chart, data }: Figure): Html {
  return html`<figure id="${id}">
    <figcaption><b>${title}</b> ${note}</figcaption>
    <div class="scroll chart" role="group" tabindex="0" aria-label="${title}">${chart}</div>
    ${dataDetails(id, title, data)}
  </figure> `
}

function dataDetails(id: string, title: string, data: DataTable): Html {
  const caption = words.dataOf(title)
  const href = `data:text/csv;charset=utf-8,${encodeURIComponent([data.columns, ...data.rows].map(csvLine).join(''))
    .replaceAll("'", '%27')
    .replaceAll('%2C', ',')}`
  return compact(
    html`<details class="data">
      <summary>${words.showData}<span class="spoken"> ${caption}</span></summary>
      ${scrollBox(
        caption,
        html`<table class="runs">
          <caption>
            ${caption}
          </caption>
          <thead>
            <tr>
              ${data.columns.map((column) => html`<th scope="col">${column}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${data.rows.map(
              ([first = '', ...others]) =>
                html`<tr>
                  <th scope="row">${first}</th>
                  ${others.map((cell) => html`<td>${cell}</td>`)}
                </tr> `,
            )}
          </tbody>
        </table>`,
      )}
      <p><a href="${href}" download="${id}.csv">${words.csv}</a></p>
    </details>`,
  )
}
