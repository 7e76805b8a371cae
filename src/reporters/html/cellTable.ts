import { messages } from '../../messages/index.ts'
import type { RunReport } from '../../harness/report.ts'
import { cellVerdicts, hasCell, type CellRun, type CellVerdict } from '../cells.ts'
import { groupBy } from '../digest.ts'
import { scrollBox } from './marks.ts'
import { storyIds } from './stories.ts'
import { html, type Html } from './template.ts'

const words = messages.cells

const signs: Record<CellVerdict, string> = { pass: '✓', 'non-strict': '~', fail: '✗', hang: '∞', unknown: '·' }

/** Scenarios down by family, clients across, a verdict of five values in each cell; null where no run has one. */
export function cellTable(runs: readonly RunReport[]): Html | null {
  const found = runs.filter(hasCell)
  if (found.length === 0) return null
  const targets = [...new Set(found.map(({ target }) => target))]
  const stories = storyIds(runs)
  const families = [...groupBy(found, ({ family }) => family)]
  return html`${scrollBox(
    words.caption,
    html`<table class="matrix cells">
      <caption>
        ${words.caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.scenario}</th>
          ${targets.map((target) => html`<th scope="col">${target}</th>`)}
        </tr>
      </thead>
      ${families.map(([family, ofFamily]) => familyRows(family, ofFamily, targets, stories))}
    </table>`,
  )}
  ${legend()}`
}

function familyRows(
  family: string,
  runs: readonly CellRun[],
  targets: readonly string[],
  stories: ReadonlyMap<RunReport, string>,
): Html {
  const rows = [...groupBy(runs, ({ scenario }) => scenario)]
  return html`<tbody>
    <tr>
      <th scope="rowgroup" colspan="${targets.length + 1}" class="family">${family}</th>
    </tr>
    ${rows.map(
      ([scenario, ofScenario]) =>
        html`<tr>
          <th scope="row">${scenario}</th>
          ${targets.map((target) =>
            cell(
              ofScenario.find((run) => run.target === target),
              stories,
            ),
          )}
        </tr> `,
    )}
  </tbody> `
}

function cell(run: CellRun | undefined, stories: ReadonlyMap<RunReport, string>): Html {
  if (run === undefined) return html`<td class="cell absent"></td>`
  const { verdict } = run.cell
  const story = stories.get(run)
  const word = html`<span aria-hidden="true">${signs[verdict]}</span> ${words.word[verdict]}`
  const shown = story === undefined ? word : html`<a href="#${story}">${word}</a>`
  return html`<td class="cell ${verdict}">${shown}${why(run)}</td>`
}

/** What a reader asks next: why unknown, what broke, and what of a pass was not tested. */
function why({ cell: { verdict, reason, rules, untested }, notes = [] }: CellRun): Html | null {
  const parts = [
    ...(verdict === 'unknown' ? [reason ?? ''] : []),
    ...(rules.length === 0 ? [] : [verdict === 'pass' ? words.aside(rules) : words.broke(rules)]),
    ...(untested.length === 0 || verdict === 'unknown' ? [] : [words.untested(untested)]),
    ...notes,
  ]
  return parts.length === 0 ? null : html`<small class="why">${parts.join('; ')}</small>`
}

function legend(): Html {
  return html`<ul class="legend">
    ${cellVerdicts.map(
      (verdict) =>
        html`<li>
          <span class="sign ${verdict}" aria-hidden="true">${signs[verdict]}</span> ${words.word[verdict]}:
          ${words.meaning[verdict]}
        </li> `,
    )}
  </ul>`
}
