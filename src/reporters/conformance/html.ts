import type { ConformanceTable } from '../../harness/conformance/table.ts'
import { messages } from '../../messages/index.ts'
import { pageOf } from '../html/page.ts'
import { html, type Html } from '../html/template.ts'
import { clientsTable } from './html/clients.ts'
import { feltTable } from './html/felt.ts'
import { findingsSection } from './html/findings.ts'
import { betterList, flakyList, unknownList } from './html/lists.ts'
import { verdictMatrix } from './html/matrix.ts'
import { tableStyle } from './html/style.ts'
import { countsOf, shownOrder } from './view.ts'

const words = messages.conformance

/** The table as one page that needs no network and no script. */
export function conformanceHtml(table: ConformanceTable): string {
  const title = words.title(table.clients.length, table.cases.length)
  return pageOf({
    title: `${messages.report.brand}: ${title}`,
    style: tableStyle,
    header: header(table, title),
    sections: [
      { id: 'clients', title: words.clients.title, content: clientsTable(table) },
      { id: 'matrix', title: words.matrix.title, content: verdictMatrix(table) },
      { id: 'better', title: words.better.title, content: betterList(table) },
      { id: 'findings', title: words.findings.title, content: findingsSection(table) },
      { id: 'felt', title: words.felt.title, content: feltTable(table) },
      { id: 'unknown', title: words.unknowns.title, content: unknownList(table) },
      { id: 'flaky', title: words.flakies.title, content: flakyList(table) },
      {
        id: 'method',
        title: words.method.title,
        content: html`${words.method.texts.map((text) => html`<p>${text}</p> `)}`,
      },
    ],
  })
}

function header(table: ConformanceTable, title: string): Html {
  const counts = countsOf(Object.values(table.cells).flatMap((row) => Object.values(row)))
  return html`<header>
    <p class="brand"><b>${messages.report.brand}</b> ${words.tagline}</p>
    <h1>${title}</h1>
    <p>${words.lead}</p>
    <p class="rest">${words.asOf(table.date, table.brownout, table.node)}</p>
    <dl class="facts">
      ${shownOrder.map(
        (shown) =>
          html`<div>
            <dt>${words.word[shown]}</dt>
            <dd>${messages.format.number(counts[shown])}</dd>
          </div> `,
      )}
    </dl>
  </header>`
}
