import type { ConformanceTable, TableCase, TableCell, TableClient } from '../../../harness/conformance/table.ts'
import { messages } from '../../../messages/index.ts'
import { scrollBox } from '../../html/marks.ts'
import { html, type Html } from '../../html/template.ts'
import { familiesOf, rowOf, shownAs, shownOrder, type FamilyOfCases } from '../view.ts'
import { repeatId } from './findings.ts'

const words = messages.conformance

/** Cases down, clients across, a table for each family. */
export function verdictMatrix(table: ConformanceTable): Html {
  return html`${legend()} ${familiesOf(table).map((family) => familyTable(table, family))}`
}

function familyTable(table: ConformanceTable, { family, cases }: FamilyOfCases): Html {
  return scrollBox(
    family,
    html`<table class="matrix verdicts">
      <caption>
        ${family}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.matrix.case}</th>
          ${table.clients.map(({ name }) => html`<th scope="col" class="rule"><span>${name}</span></th>`)}
        </tr>
      </thead>
      <tbody>
        ${cases.map((one) => row(table, one))}
      </tbody>
    </table>`,
  )
}

function row(table: ConformanceTable, { name, strength, requirement }: TableCase): Html {
  return html`<tr>
    <th scope="row" title="${requirement}">
      ${name} ${strength === 'should' && html`<span class="tag">${words.matrix.strength[strength]}</span>`}
    </th>
    ${table.clients.map((client) => cell(client, name, rowOf(table, client)[name]))}
  </tr> `
}

function cell(client: TableClient, name: string, found: TableCell | undefined): Html {
  if (found === undefined)
    return html`<td class="cell absent"><span class="spoken">${words.matrix.notPlayed}</span></td>`
  const shown = shownAs(found)
  const { verdict, flaky, reason, finding } = found
  const spoken = flaky === undefined ? words.word[verdict] : words.flaky(words.word[verdict], words.word[flaky])
  const sign = html`<span aria-hidden="true">${words.sign[shown]}</span> <span class="spoken">${spoken}</span>`
  const linked = finding === undefined ? sign : html`<a href="#${repeatId(client.name, name)}">${sign}</a>`
  return html`<td class="cell ${shown}" title="${title(client.name, name, spoken, reason)}">${linked}</td>`
}

function title(client: string, name: string, spoken: string, reason = ''): string {
  return `${client}, ${name}: ${spoken}${reason === '' ? '' : `: ${reason}`}`
}

function legend(): Html {
  return html`<ul class="legend">
    ${shownOrder.map(
      (shown) =>
        html`<li>
          <span class="sign ${shown}" aria-hidden="true">${words.sign[shown]}</span> <b>${words.word[shown]}</b>:
          ${words.meaning[shown]}
        </li> `,
    )}
  </ul>`
}
