import type { ConformanceTable, Finding, TableClient } from '../../../harness/conformance/table.ts'
import { messages } from '../../../messages/index.ts'
import { html, Html } from '../../html/template.ts'
import { commandFor, titleOf } from '../view.ts'

const words = messages.conformance.findings

/** Where on the page the command stands that repeats one red cell. */
export function repeatId(client: string, name: string): string {
  return `again--${plain(client)}--${plain(name)}`
}

/** Small letters, digits and hyphens; what else a name holds goes by its number, so that two names hardly share a place. */
function plain(name: string): string {
  return name.replace(/[^a-z0-9-]/gu, (character) => `-x${character.codePointAt(0)!.toString(16)}-`)
}

/** What each client does wrong, client by client: the breach, the rule, the wire, and the command for each cell. */
export function findingsSection({ clients, findings }: ConformanceTable): Html {
  if (findings.length === 0) return html`<p>${words.none}</p>`
  return html`<p>${words.lead}</p>
    ${clients.map((client) => {
      const own = findings.filter((finding) => finding.client === client.name)
      return (
        own.length > 0 &&
        html`<h3>${client.name} <small>${titleOf(client)}</small></h3>
          ${own.map((finding) => article(client, finding))}`
      )
    })}`
}

function article(client: TableClient, finding: Finding): Html {
  const { id, verdict, rule, family, cases, breach, requirement, source, excerpt, note } = finding
  return html`<article id="${id}" class="red">
    <h4>
      <code>${rule}</code> <span class="tag">${messages.conformance.word[verdict]}</span>
      <span class="tag">${family}</span>
    </h4>
    <p><b>${breach}</b></p>
    ${note !== null && html`<p>${words.note} ${note}</p>`}
    <p class="asks"><b>${words.rule}</b> ${requirement} <span class="source">${words.source} ${source}</span></p>
    ${excerpt.length > 0 && wire(client.name, cases[0]!, excerpt)}
    <p class="quiet">${words.inCases(cases)}</p>
    <ul class="repeat">
      ${cases.map(
        (name) => html`<li id="${repeatId(client.name, name)}">${name}: <code>${commandFor(client, name)}</code></li> `,
      )}
    </ul>
  </article> `
}

function wire(client: string, name: string, lines: readonly string[]): Html {
  const title = words.excerpt(name)
  return html`<p class="quiet">${title}</p>
    <pre class="wire" role="region" tabindex="0" aria-label="${client}: ${title}">
${lines.map((line, index) => html`${index > 0 && newline}${line}`)}</pre>`
}

/** In a value of a template a line break shows as a sign. */
const newline = new Html('\n')
