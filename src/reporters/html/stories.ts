import type { RunReport } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { againCommand, helpCommand } from '../commands.ts'
import { isTold } from '../cells.ts'
import { brokenRules, type BrokenRule } from '../digest.ts'
import { mark, verdictWord } from './marks.ts'
import { html, type Html } from './template.ts'
import { timeline } from './timeline.ts'

const words = messages.report

/** Stories that stand open; the others open on a click, on a link from the matrix, and in print. */
const openAtMost = 5
/** Breaches told in full per rule. */
const violationsAtMost = 3

/** Where on the page a broken run is told. */
export function storyIds(runs: readonly RunReport[]): Map<RunReport, string> {
  const broken = runs.filter(isTold)
  return new Map(broken.map((run, index) => [run, `story-${index + 1}`]))
}

export function brokenStories(runs: readonly RunReport[]): Html | null {
  const ids = [...storyIds(runs)]
  return ids.length === 0 ? null : html`${ids.map(([run, id], index) => story(run, id, index < openAtMost))}`
}

/** Runs that crashed or never tested what they had to: a card each. */
export function withoutVerdict(runs: readonly RunReport[]): Html | null {
  const open = runs.filter(
    ({ verdict, cell }) => verdict === 'crashed' || (verdict === 'no-verdict' && cell === undefined),
  )
  if (open.length === 0) return null
  return html`${open.map(
    (run) =>
      html`<article class="card">
        <h3>${run.scenario} <small>${place(run)}</small></h3>
        <p>${verdictWord(run.verdict)} ${run.reason}</p>
        ${asks(words.scenarioAsks, run)} ${commands(run, [])}
      </article> `,
  )}`
}

function story(run: RunReport, id: string, open: boolean): Html {
  const rules = brokenRules(run)
  const content = html`<summary>
      <h3>${mark('broke')} ${run.scenario} <small>${place(run)}</small></h3>
    </summary>
    <div id="${id}" class="story">
      ${asks(words.scenarioAsks, run)} ${rules.map(finding)} ${theDay(run)} ${timeline(run)} ${commands(run, rules)}
    </div>`
  return open ? html`<details open>${content}</details> ` : html`<details>${content}</details> `
}

function finding(rule: BrokenRule): Html {
  const { violations } = rule.result
  const left = violations.length - violationsAtMost
  return html`<div class="finding">
    <h4><code>${rule.invariant}</code> <span class="tag">${words.strength[rule.strength]}</span></h4>
    <ul>
      ${violations.slice(0, violationsAtMost).map(({ message }) => html`<li>${message}</li>`)}
      ${left > 0 && html`<li class="quiet">${words.moreOfThese(left)}</li>`}
    </ul>
    ${asks(words.ruleAsks, rule)}
  </div>`
}

function theDay({ day }: RunReport): Html | null {
  if (day === null) return null
  const { labels } = messages.day
  const facts: [string, readonly string[]][] = [
    [labels.upstream, day.upstream],
    [labels.calls, [day.calls]],
    ...(day.policy === null ? [] : [[labels.policy, [day.policy]] satisfies [string, string[]]]),
  ]
  return html`<h4>${words.day}</h4>
    <dl class="commands day">
      ${facts.map(
        ([label, texts]) =>
          html`<div>
            <dt>${label}</dt>
            ${texts.map((text) => html`<dd>${text}</dd> `)}
          </div> `,
      )}
    </dl>`
}

function asks(who: string, { requirement, source }: { requirement: string; source: string }): Html {
  return html`<p class="asks"><b>${who}</b> ${requirement} <span class="source">${words.source}: ${source}</span></p>`
}

function commands(run: RunReport, rules: readonly BrokenRule[]): Html {
  const again = againCommand(run)
  return html`<dl class="commands">
    ${
      again !== null &&
      html`<div>
        <dt>${words.replay}</dt>
        <dd><code>${again}</code></dd>
      </div>`
    }
    ${rules.map(
      ({ invariant }) =>
        html`<div>
          <dt>${words.why}</dt>
          <dd><code>${helpCommand(invariant)}</code></dd>
        </div>`,
    )}
  </dl>`
}

function place({ target, world }: RunReport): string {
  return words.place(target, messages.worlds[world])
}
