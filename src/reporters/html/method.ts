import type { Report } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { html, type Html } from './template.ts'

const words = messages.report

/** How it was measured, and all that is needed to do it again. */
export function method({ tool, command, seed, startedAt, wallMs, schema, bench, plan }: Report): Html {
  const names = words.fields
  const note = bench !== undefined ? 'bench' : plan !== undefined ? 'plan' : 'rules'
  const fields: [string, Html | string][] = [
    [names.command, html`<code>${command}</code>`],
    [names.seed, html`<code>${seed}</code>`],
    [names.version, `${tool.name} ${tool.version}`],
    [names.commit, tool.commit === null ? words.unknownCommit : html`<code>${tool.commit}</code>`],
    [names.node, tool.node],
    [names.startedAt, html`<time datetime="${startedAt}">${startedAt}</time>`],
    [lengthName(bench), messages.format.duration(wallMs)],
    [names.schema, html`<code>${schema}</code>`],
  ]
  return html`<p>${words.methodNotes[note]}</p>
    <dl class="method">
      ${fields.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div> `,
      )}
    </dl>`
}

/** A benchmark in the virtual world knows no other clock. */
export function lengthName(bench: Report['bench']): string {
  return bench?.plan.world === 'virtual' ? words.facts.virtualTime : words.facts.wallTime
}
