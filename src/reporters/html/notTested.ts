import { messages } from '../../messages/index.ts'
import { groupBy, invariantsOf, isBlamed, notPlayed, type RunGroup } from '../digest.ts'
import { scrollBox, verdictWord } from './marks.ts'
import { html, type Html } from './template.ts'

const words = messages.report

/** What nobody may read as "held": what was not played, and rules that no history put to the test. */
export function notTested(groups: readonly RunGroup[]): Html {
  const never = neverChecked(groups)
  const skipped = skippedTable(groups)
  const details = uncheckedTable(groups)
  if (skipped === null && never === null && details === null) return html`<p>${words.everythingTested}</p>`
  return html`${skipped}${never}${details}`
}

/** Targets that a world refuses the same for the same reason share a row. */
function skippedTable(groups: readonly RunGroup[]): Html | null {
  const skipped = groups.flatMap(({ target, world, runs }) => notPlayed(runs).map((one) => ({ target, world, ...one })))
  if (skipped.length === 0) return null
  const alike = groupBy(skipped, ({ world, verdict, reason, scenarios }) =>
    JSON.stringify([world, verdict, reason, scenarios]),
  )
  const rows = [...alike.values()].map((group) => {
    const { world, verdict, reason, scenarios } = group[0]!
    const targets = group.map(({ target }) => target)
    return html`<tr>
      <th scope="row">${words.inWorld(messages.worlds[world], targets)}</th>
      <td>${verdictWord(verdict)}</td>
      <td>${scenarios.join(', ')}</td>
      <td>${reason}</td>
    </tr> `
  })
  return table(words.notPlayed, ['where', 'what', 'scenarios', 'why'], rows)
}

/** Per target and world, the rules that stayed unknown in all its runs. */
function neverChecked(groups: readonly RunGroup[]): Html | null {
  const lists = groups.flatMap(({ target, world, runs }) => {
    const tested = new Set(
      runs
        .flatMap(({ judged }) => judged.filter(({ result }) => result.verdict !== 'unknown'))
        .map((one) => one.invariant),
    )
    const names = invariantsOf(runs)
      .map(({ invariant }) => invariant)
      .filter((name) => !tested.has(name))
    if (names.length === 0) return []
    return [
      html`<li>
        ${place(target, world)}: ${names.map((name, index) => html`${index > 0 && ', '}<code>${name}</code>`)}
      </li> `,
    ]
  })
  if (lists.length === 0) return null
  return html`<h3>${words.neverChecked}</h3>
    <p>${words.neverCheckedNote}</p>
    <ul>
      ${lists}
    </ul>`
}

/** Every unknown with its reason, told once for all scenarios and places that share it. */
function uncheckedTable(groups: readonly RunGroup[]): Html | null {
  const unknowns = groups.flatMap(uncheckedOf)
  if (unknowns.length === 0) return null
  const byReason = groupBy(unknowns, ({ where, rule, why, blame }) => JSON.stringify([where, rule, why, blame]))
  const merged = [...byReason.values()].map((group) => ({
    ...group[0]!,
    scenarios: group.map(({ scenario }) => scenario).join(', '),
  }))
  const alike = groupBy(merged, ({ rule, why, blame, scenarios }) => JSON.stringify([rule, why, blame, scenarios]))
  const rows = [...alike.values()].map((group) => {
    const { rule, why, blame, scenarios } = group[0]!
    const where = group.map((one) => one.where).join('; ')
    return html`<tr>
      <th scope="row"><code>${rule}</code></th>
      <td>${why}${blame && html` <strong>(${words.blame})</strong>`}</td>
      <td>${scenarios}</td>
      <td>${where}</td>
    </tr> `
  })
  const summary = words.uncheckedDetail(unknowns.length)
  const content = table(summary, ['rule', 'why', 'scenarios', 'where'], rows)
  return html`<details>
    <summary>${summary}</summary>
    ${content}
  </details>`
}

function uncheckedOf({ target, world, runs }: RunGroup) {
  const where = place(target, world)
  return runs.flatMap((run) =>
    run.judged.flatMap((judged) => {
      if (judged.result.verdict !== 'unknown') return []
      const { invariant: rule, result } = judged
      return [{ where, scenario: run.scenario, rule, why: result.why, blame: isBlamed(run, judged) }]
    }),
  )
}

function table(caption: string, columns: readonly (keyof typeof words.columns)[], rows: readonly Html[]): Html {
  return scrollBox(
    caption,
    html`<table class="plain">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${words.columns[column]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`,
  )
}

function place(target: string, world: RunGroup['world']): string {
  return words.place(target, messages.worlds[world])
}
