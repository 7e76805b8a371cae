import { betterElsewhere } from '../../../harness/conformance/betterElsewhere.ts'
import type { ConformanceTable } from '../../../harness/conformance/table.ts'
import { messages } from '../../../messages/index.ts'
import { scrollBox } from '../../html/marks.ts'
import { html, type Html } from '../../html/template.ts'
import { flakiesOf, unknownsOf } from '../view.ts'

const words = messages.conformance
const { list } = messages.format

/** Where somebody does better than ours. */
export function betterList(table: ConformanceTable): Html {
  const { title, none, columns } = words.better
  const rows = betterElsewhere(table).map(({ case: name, ours, better }) => [
    name,
    words.word[ours.verdict],
    ours.reason ?? '',
    list(better.map(({ client, verdict }) => `${client} (${words.word[verdict]})`)),
  ])
  return listed(title, none, [columns.case, columns.ours, columns.why, columns.better], rows)
}

export function flakyList(table: ConformanceTable): Html {
  const { title, none, columns } = words.flakies
  const rows = flakiesOf(table).map(({ client, case: name, plays }) => [client, name, plays])
  return listed(title, none, [columns.client, columns.case, columns.plays], rows)
}

export function unknownList(table: ConformanceTable): Html {
  const { title, none, columns } = words.unknowns
  const rows = unknownsOf(table).map(({ client, reason, cases }) => [client, reason, list(cases)])
  return listed(title, none, [columns.client, columns.reason, columns.cases], rows)
}

function listed(title: string, none: string, columns: readonly string[], rows: readonly (readonly string[])[]): Html {
  if (rows.length === 0) return html`<p>${none}</p>`
  return scrollBox(
    title,
    html`<table class="plain">
      <caption class="spoken">
        ${title}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([head, ...cells]) =>
            html`<tr>
              <th scope="row">${head}</th>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>`,
  )
}
