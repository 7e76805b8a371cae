import { coverageSummary } from '../../harness/explore/coverage/coverageSummary.ts'
import type { ExploredTarget } from '../../harness/explored/exploredTarget.ts'
import type { Report } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { scrollBox } from './marks.ts'
import { html, type Html } from './template.ts'

const words = messages.report.explored
const { number } = messages.format
const { nth, shrunk } = messages.explore

/** Of an exploration: what was found how soon, how much was looked at, and what was never met. */
export function exploredTargets({ explored = [] }: Report): Html | null {
  return explored.length === 0 ? null : html`${explored.map(exploredTarget)}`
}

function exploredTarget({ target, cases, calls, attempts, seed, coverage, found }: ExploredTarget): Html {
  return html`<h3>${target}</h3>
    <p>${words.effort(cases, calls, attempts, seed)}</p>
    ${found.length > 0 && foundTable(target, found)}
    <ul class="quiet">
      ${coverageSummary(coverage).map((line) => html`<li>${line}</li> `)}
    </ul>`
}

function foundTable(target: string, found: ExploredTarget['found']): Html {
  const { rule, day, first, rules, tries } = words.columns
  return scrollBox(
    words.found(target),
    html`<table class="runs">
      <caption>
        ${words.found(target)}
      </caption>
      <thead>
        <tr>
          <th scope="col">${rule}</th>
          <th scope="col">${day}</th>
          ${[first, rules, tries].map((name) => html`<th scope="col" class="number">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${found.map(
          ({ invariant, name, afterCases, rulesBefore, rules: left, shrinkRuns }) =>
            html`<tr>
              <th scope="row">${invariant}</th>
              <td>${name}</td>
              <td class="number">${nth(afterCases)}</td>
              <td class="number">${shrunk(rulesBefore, left)}</td>
              <td class="number">${number(shrinkRuns)}</td>
            </tr> `,
        )}
      </tbody>
    </table>`,
  )
}
