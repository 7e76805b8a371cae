import type { Comparison } from '../../harness/bench/compare/comparison.ts'
import { messages } from '../../messages/index.ts'
import { codeBlock, codeSpan, table, text } from '../conformance/markdownText.ts'
import { findingRow, gateRow } from './rows.ts'

const words = messages.compare
const { heads } = words

/** For a job's summary on GitHub, or a comment. Names of models come from outside, and mean nothing to Markdown here. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { before, after, isPaired, findings, gates, isTooNoisy, verdict, margin } = comparison
  const head = [heads.series, heads.metric, heads.before, heads.after, heads.change, heads.verdict, '']
  const parts = [
    `### ${words.title}: ${text(words.verdicts[verdict])}`,
    text(`${words.sides(before.name, after.name)}. ${words.pairing(isPaired, before.calls, after.calls)}`),
    ...(isTooNoisy ? [`**${text(words.tooNoisy)}**`] : []),
    ...exactParts(comparison),
    ...(gates.length === 0
      ? []
      : [
          table(
            [heads.series, heads.gate, heads.measured, heads.verdict, ''],
            gates.map((gate) => cells(gateRow(gate))),
          ),
        ]),
    findings.length === 0
      ? text(words.nothing)
      : table(
          head,
          findings.map((one) => cells(findingRow(one))),
        ),
    `<sub>${text(words.method(words.amount(margin, 'share')))}</sub>`,
  ]
  return `${parts.join('\n\n')}\n`
}

function exactParts({ exact }: Comparison): string[] {
  if (exact === null) return []
  if (exact.first === null) return [text(words.exactSame(exact.records))]
  const { call, before, after } = exact.first
  const shown = (line: string | null) => (line === null ? words.ended : line.slice(0, 1_000))
  return [
    text(words.exactDiffers(exact.differing, exact.records, call)),
    codeBlock([`- ${shown(before)}`, `+ ${shown(after)}`]),
  ]
}

function cells(row: ReturnType<typeof findingRow> | ReturnType<typeof gateRow>): string[] {
  const { verdict, about, series } = row
  const middle =
    'gate' in row
      ? [codeSpan(row.gate), text(row.measured)]
      : [codeSpan(row.metric), text(row.before), text(row.after), text(row.change)]
  return [
    codeSpan(series),
    ...middle,
    verdict === verdict.toUpperCase() ? `**${text(verdict)}**` : text(verdict),
    text(about),
  ]
}
