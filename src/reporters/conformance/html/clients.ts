import type { ConformanceTable, TableClient } from '../../../harness/conformance/table.ts'
import { messages } from '../../../messages/index.ts'
import { scrollBox } from '../../html/marks.ts'
import { html, type Html } from '../../html/template.ts'
import { countsOf, rowOf, shownOrder, titleOf } from '../view.ts'

const words = messages.conformance
const { columns } = words.clients

/** Who was played, how it was set up, and what it got, in numbers. */
export function clientsTable(table: ConformanceTable): Html {
  return scrollBox(
    words.clients.title,
    html`<table class="clients">
      <caption class="spoken">
        ${words.clients.title}
      </caption>
      <thead>
        <tr>
          <th scope="col">${columns.client}</th>
          <th scope="col">${columns.version}</th>
          <th scope="col">${columns.language}</th>
          ${shownOrder.map((shown) => html`<th scope="col" class="number">${words.word[shown]}</th>`)}
          <th scope="col">${columns.timeout}</th>
          <th scope="col">${columns.told}</th>
        </tr>
      </thead>
      <tbody>
        ${table.clients.map((client) => row(table, client))}
      </tbody>
    </table>`,
  )
}

function row(table: ConformanceTable, client: TableClient): Html {
  const counts = countsOf(Object.values(rowOf(table, client)))
  const { timeoutMs, timeoutOption, configuration, isOurs } = client
  return html`<tr>
    <th scope="row">${client.name} ${isOurs && html`<span class="tag">${words.clients.ours}</span>`}</th>
    <td>${titleOf(client)}</td>
    <td>${client.language}</td>
    ${shownOrder.map((shown) => html`<td class="number">${counts[shown]}</td>`)}
    <td class="number">${timeoutMs === null ? words.clients.none : messages.format.duration(timeoutMs)}</td>
    <td class="told">${[timeoutOption, configuration].filter((text) => text !== null && text !== '').join('; ')}</td>
  </tr> `
}
