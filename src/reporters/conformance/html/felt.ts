import type { ConformanceTable } from '../../../harness/conformance/table.ts'
import { messages } from '../../../messages/index.ts'
import { scrollBox } from '../../html/marks.ts'
import { html, type Html } from '../../html/template.ts'
import { feltCases, feltWords, rowOf } from '../view.ts'

const words = messages.conformance

/** How long a user waits, and what it costs, client by client: the one part of the page that was measured. */
export function feltTable(table: ConformanceTable): Html {
  const cases = feltCases(table)
  if (cases.length === 0) return html`<p>${words.felt.none}</p>`
  const content = html`<table class="matrix feeling">
    <caption class="spoken">
      ${words.felt.title}
    </caption>
    <thead>
      <tr>
        <th scope="col">${words.matrix.case}</th>
        ${table.clients.map(({ name }) => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${cases.map(
        ({ name }) =>
          html`<tr>
            <th scope="row">${name}</th>
            ${table.clients.map((client) => {
              const cell = rowOf(table, client)[name]
              const told = cell === undefined ? null : feltWords(cell)
              return told === null ? html`<td class="none">–</td>` : html`<td>${told}</td>`
            })}
          </tr> `,
      )}
    </tbody>
  </table>`
  return html`<p class="measured">${words.felt.measured}</p>
    ${scrollBox(words.felt.title, content)}`
}
