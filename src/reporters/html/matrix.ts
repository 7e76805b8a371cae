import type { JudgedInvariant, RunReport } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { invariantsOf, isBlamed, type RunGroup } from '../digest.ts'
import { scrollBox, verdictWord } from './marks.ts'
import { rulesByNews, type ShownRule } from './ruleOrder.ts'
import { storyIds } from './stories.ts'
import { html, type Html } from './template.ts'

const words = messages.report
const { number } = messages.format

/** Scenarios down, rules across, a table for each target and world; then what each rule asks. */
export function matrices(groups: readonly RunGroup[], runs: readonly RunReport[]): Html {
  const stories = storyIds(runs)
  const rules = invariantsOf(runs)
  return html`${groups.map((group) => matrix(group, stories))} ${legend()}
    <details>
      <summary>${words.rules(rules.length)}</summary>
      <dl class="rules">
        ${rules.map(
          ({ invariant, number: nth, requirement, source, strength }) =>
            html`<dt>
                <code>${invariant}</code> <span class="tag">${nth}</span>
                <span class="tag">${words.strength[strength]}</span>
              </dt>
              <dd>${requirement} <span class="source">${words.source}: ${source}</span></dd> `,
        )}
      </dl>
    </details>`
}

function matrix({ target, world, runs }: RunGroup, stories: ReadonlyMap<RunReport, string>): Html {
  const caption = words.place(target, messages.worlds[world])
  const rules = rulesByNews(runs)
  return scrollBox(
    caption,
    html`<table class="matrix">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.scenario}</th>
          <th scope="col">${words.verdict}</th>
          ${rules.length === 0 && html`<th scope="col">${words.columns.why}</th>`}
          ${rules.map(({ invariant, isIdle }) => html`<th scope="col" class="rule${isIdle && ' idle'}"><span>${invariant}</span></th>`)}
        </tr>
      </thead>
      <tbody>
        ${runs.map((run) => row(run, rules, stories.get(run)))}
      </tbody>
    </table>`,
  )
}

function row(run: RunReport, rules: readonly ShownRule[], story: string | undefined): Html {
  const byName = new Map(run.judged.map((one) => [one.invariant, one]))
  const head = html`<th scope="row">${run.scenario}</th>
    <td>${verdictWord(run.verdict)}</td>`
  const cells =
    run.judged.length === 0
      ? html`<td class="reason" colspan="${Math.max(1, rules.length)}">${run.reason}</td>`
      : rules.map(({ invariant, isIdle }) => cell(run, byName.get(invariant), story, isIdle))
  return html`<tr>
    ${head}${cells}
  </tr> `
}

function cell(run: RunReport, judged: JudgedInvariant | undefined, story: string | undefined, isIdle: boolean): Html {
  const says = words.cell
  if (judged === undefined) return html`<td class="cell absent${isIdle && ' idle'}">${signed(says.absent, '')}</td>`
  const { result } = judged
  if (result.verdict === 'pass') {
    return html`<td class="cell pass">${signed(says.pass(result.checked), `✓ ${number(result.checked)}`)}</td>`
  }
  if (result.verdict === 'unknown') {
    return isBlamed(run, judged)
      ? html`<td class="cell blame" title="${result.why}">${signed(says.blame, '?')}</td>`
      : html`<td class="cell unknown${isIdle && ' idle'}" title="${result.why}">${signed(says.unknown, '·')}</td>`
  }
  const count = result.violations.length
  const shown = signed(says.fail(count), `✗ ${number(count)}`)
  return html`<td class="cell fail">${story === undefined ? shown : html`<a href="#${story}">${shown}</a>`}</td>`
}

/** A sign for the eye, the same in words for whoever listens. */
function signed(spoken: string, sign: string): Html {
  return html`<span aria-hidden="true">${sign}</span> <span class="spoken">${spoken}</span>`
}

function legend(): Html {
  const { pass, fail, unknown, blame } = words.legend
  const entries = [
    ['pass', '✓', pass],
    ['fail', '✗', fail],
    ['unknown', '·', unknown],
    ['blame', '?', blame],
  ]
  return html`<ul class="legend">
    ${entries.map(([kind, sign, text]) => html`<li><span class="sign ${kind}" aria-hidden="true">${sign}</span> ${text}</li>`)}
    <li>${words.matrixLegend}</li>
  </ul>`
}
