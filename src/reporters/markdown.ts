import type { Report, Reporter } from '../harness/report.ts'
import { messages } from '../messages/index.ts'
import { comparisonRows } from './bench/comparisonTable.ts'
import { codeSpan, table, text } from './conformance/markdownText.ts'
import { notPlayed, tallyOf, type NotPlayed } from './digest.ts'
import { placeOf, troublesOf, type Judgement } from './judgements.ts'
import { sentenceOf } from './sentence.ts'

const words = messages.outputs
const { heads } = words

/** For a comment, a job's summary, a wiki. What comes from outside stands in spans of code: nothing in it is a link or markup. */
export const markdown: Reporter = {
  name: 'markdown',
  doc: messages.reporters.markdown,
  render: (report) => [{ file: 'report.md', content: markdownOf(report) }],
}

export function markdownOf(report: Report): string {
  const troubles = troublesOf(report)
  const skipped = notPlayed(report.runs)
  const parts = [
    `## ${words.signs[report.verdict]} ${text(sentenceOf(report))}`,
    ...(report.plan === undefined ? [text(sizeOf(report))] : []),
    ...section(words.titles.troubles, troubles.map(troubleRow), [
      heads.verdict,
      heads.what,
      heads.where,
      heads.why,
      heads.again,
    ]),
    ...modelsTable(report),
    ...lightsTable(report),
    ...section(words.titles.notPlayed, skipped.map(skippedRow), [heads.runs, heads.why]),
    `${text(words.made)} ${codeSpan(report.command)}, ${text(words.seed)} ${codeSpan(String(report.seed))}`,
  ]
  return `${parts.join('\n\n')}\n`
}

function section(title: string, rows: readonly (readonly string[])[], head: readonly string[]): string[] {
  return rows.length === 0 ? [] : [`### ${text(title)}`, table(head, rows)]
}

function sizeOf({ runs, bench, wallMs }: Report): string {
  if (bench !== undefined) return words.benchSize(bench.summary.whole.calls, bench.summary.whole.costUsd, wallMs)
  return messages.console.effort(tallyOf(runs), wallMs)
}

function troubleRow(judgement: Judgement): string[] {
  const { verdict, kind, name, series, why, again } = judgement
  const what = kind === 'run' ? words.wholeRun : series === '' ? name : `${name} (${series})`
  return [`**${text(words.verdicts[verdict])}**`, span(what), span(placeOf(judgement)), span(why), span(again)]
}

function skippedRow({ verdict, reason, scenarios }: NotPlayed): string[] {
  return [text(words.skipped(scenarios.length, messages.verdicts[verdict])), span(reason ?? '')]
}

function modelsTable({ bench }: Report): string[] {
  if (bench === undefined) return []
  const rows = comparisonRows(bench.summary).map(({ group, label, cells }) => [
    text(`${group.trim()} ${label}`.trim()),
    ...cells.map(span),
  ])
  const names = bench.summary.series.map(({ series }) => span(series ?? ''))
  return section(messages.benchReport.comparison, rows, [text(heads.measured), ...names])
}

function lightsTable({ bench }: Report): string[] {
  const rows = (bench?.summary.lights ?? [])
    .filter(({ state }) => state === 'red' || state === 'amber')
    .map(({ state, text: says }) => [text(messages.benchReport.lights[state]), span(says)])
  return section(messages.benchReport.validity, rows, [heads.verdict, heads.why])
}

function span(value: string): string {
  return value === '' ? '' : codeSpan(value)
}
