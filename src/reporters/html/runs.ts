import type { RunReport } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import type { RunGroup } from '../digest.ts'
import { scrollBox, verdictWord } from './marks.ts'
import { html, type Html } from './template.ts'

const words = messages.report
const { number, duration } = messages.format

/** Hash digits shown: enough to see that two runs are the same; all of it stands in report.json. */
const hashDigits = 12

export function runTables(groups: readonly RunGroup[]): Html | null {
  return groups.length === 0 ? null : html`${groups.map(runTable)}`
}

function runTable({ target, world, runs }: RunGroup): Html {
  const caption = words.place(target, messages.worlds[world])
  const { calls, answered, attempts, elapsedVirtual, elapsedReal, history } = words.run
  const elapsed = world === 'virtual' ? elapsedVirtual : elapsedReal
  return scrollBox(
    caption,
    html`<table class="runs">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.scenario}</th>
          <th scope="col">${words.verdict}</th>
          ${[calls, answered, attempts, elapsed].map((name) => html`<th scope="col" class="number">${name}</th>`)}
          <th scope="col">${history}</th>
        </tr>
      </thead>
      <tbody>
        ${runs.map(row)}
      </tbody>
    </table>`,
  )
}

function row(run: RunReport): Html {
  const played = run.verdict !== 'refused' && run.verdict !== 'left-out'
  const cells = played
    ? [number(run.calls), number(run.answered), number(run.attempts), duration(run.elapsedMs)]
    : [words.none, words.none, words.none, words.none]
  return html`<tr>
    <th scope="row">${run.scenario} <span class="quiet">${run.family}</span></th>
    <td>${verdictWord(run.verdict)}</td>
    ${cells.map((cell) => html`<td class="number">${cell}</td>`)}
    <td><code>${run.historyHash?.slice(0, hashDigits) ?? words.none}</code></td>
  </tr> `
}
