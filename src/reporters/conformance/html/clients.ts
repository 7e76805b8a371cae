import type { ConformanceTable, TableClient } from '../../../harness/conformance/table.ts'
import { messages } from '../../../messages/index.ts'
import { scrollBox } from '../../html/marks.ts'
import { html, type Html } from '../../html/template.ts'
import { countsOf, noTimeout, rowOf, setUpOf, shownOrder, titleOf } from '../view.ts'

const words = messages.conformance
const { columns } = words.clients

/** Who was played, how it was set up, and what it got, in numbers. */
export function clientsTable(table: ConformanceTable): Html {
  return html`${countsTable(table)}
    <details>
      <summary>${columns.told}</summary>
      <dl class="rules">
        ${table.clients.map((client) => {
          const told = setUpOf(client)
          return (
            told !== '' &&
            html`<dt><b>${client.name}</b></dt>
              <dd>${told}</dd> `
          )
        })}
      </dl>
    </details>`
}

function countsTable(table: ConformanceTable): Html {
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
  const { timeoutMs, isOurs } = client
  return html`<tr>
    <th scope="row">${client.name} ${isOurs && html`<span class="tag">${words.clients.ours}</span>`}</th>
    <td>${titleOf(client)}</td>
    <td>${client.language}</td>
    ${shownOrder.map((shown) => html`<td class="number">${counts[shown]}</td>`)}
    <td class="number">${timeoutMs === null ? noTimeout(client) : messages.format.duration(timeoutMs)}</td>
  </tr> `
}
