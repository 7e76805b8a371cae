import type { BenchReport } from '../../harness/bench/benchReport.ts'
import type { Report, RunReport } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { cellVerdicts, countCells } from '../cells.ts'
import { brokenRules, groupBy, type Tally } from '../digest.ts'
import { sentenceOf } from '../sentence.ts'
import { mark } from './marks.ts'
import { lengthName } from './method.ts'
import { planFacts } from './plan/sections.ts'
import { storyIds } from './stories.ts'
import { html, type Html } from './template.ts'

const words = messages.report
const { number, duration } = messages.format

/** Up to so many broken runs are named in the page's head one by one; more are summed up by target. */
const namedAtMost = 3

/** The verdict in one sentence, what stands behind it, and the size of it all. */
export function verdictHeader(report: Report, tally: Tally): Html {
  return html`<header class="${report.verdict}">
    <p class="brand"><b>${words.brand}</b> ${words.tagline}</p>
    <h1>${mark(report.verdict)} ${sentenceOf(report)}</h1>
    ${whoBrokeWhat(report, tally)}
    ${
      report.bench === undefined &&
      report.plan === undefined &&
      countCells(report.runs) === undefined &&
      html`<p class="rest">${words.rest(tally)}</p>`
    }
    <dl class="facts">
      ${facts(report, tally).map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div> `,
      )}
    </dl>
  </header>`
}

function benchFacts(bench: BenchReport, wallMs: number): [string, string][] {
  const { calls, outcomes, costUsd } = bench.summary.whole
  const { groups, outcomes: names, usd } = messages.benchReport
  return [
    [words.facts.calls, number(calls)],
    [names.failed.trim(), number(outcomes.failed)],
    ...(costUsd === null ? [] : [[groups.spent, usd(costUsd)] satisfies [string, string]]),
    [lengthName(bench), duration(wallMs)],
  ]
}

function whoBrokeWhat({ runs }: Report, { single }: Tally): Html[] {
  const ids = storyIds(runs)
  const broken = [...ids.keys()]
  const rulesOf = (some: readonly RunReport[]) => [
    ...new Set(some.flatMap((run) => brokenRules(run).map(({ invariant }) => invariant))),
  ]
  if (broken.length <= namedAtMost) {
    return broken.map((run) => {
      const place = single ? '' : ` (${words.place(run.target, messages.worlds[run.world])})`
      return html`<p><a href="#${ids.get(run)}">${run.scenario}</a>${place} ${words.brokeRules(rulesOf([run]))}</p> `
    })
  }
  return [...groupBy(broken, ({ target }) => target)].map(([target, ofTarget]) => {
    const says = words.targetBroke(rulesOf(ofTarget), ofTarget.length)
    return html`<p><a href="#${ids.get(ofTarget[0]!)}">${target}</a> ${says}</p> `
  })
}

function facts(report: Report, tally: Tally): [string, string][] {
  if (report.plan !== undefined) return planFacts(report)
  if (report.bench !== undefined) return benchFacts(report.bench, report.wallMs)
  const names = words.facts
  const some = (name: string, value: number): [string, string][] => (value > 0 ? [[name, number(value)]] : [])
  const counts = countCells(report.runs)
  const endings: [string, string][] =
    counts === undefined
      ? [
          [names.held, number(tally.held)],
          [names.broke, number(tally.broke)],
          ...some(names.noVerdict, tally.noVerdict),
          ...some(names.crashed, tally.crashed),
          ...some(names.notPlayed, tally.refused + tally.leftOut),
        ]
      : cellVerdicts.map((verdict) => [verdict, number(counts[verdict])])
  return [
    ...endings,
    [names.calls, number(tally.calls)],
    [names.attempts, number(tally.attempts)],
    ...(tally.virtualMs > 0 ? [[names.virtualTime, duration(tally.virtualMs)] satisfies [string, string]] : []),
    [names.wallTime, duration(report.wallMs)],
  ]
}
