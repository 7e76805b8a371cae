import type { Comparison } from '../../harness/bench/compare/comparison.ts'
import { messages } from '../../messages/index.ts'
import { wrap } from '../console/layout.ts'
import { inertLine, visible } from '../harmless.ts'
import { findingRow, gateRow, type FindingRow } from './rows.ts'

const words = messages.compare
/** A record may be long; what differs is found by its beginning, or in the JSON. */
const mostOfRecord = 400
const usualColumns = 80

/** The comparison for a terminal, or a log: plain lines that steer nothing. `isQuiet`: what changed, and the sum. */
export function comparisonLines(comparison: Comparison, isQuiet: boolean): string[] {
  return [
    ...(isQuiet ? [] : headLines(comparison)),
    ...exactLines(comparison),
    ...findingLines(comparison, isQuiet),
    ...table(
      comparison.gates
        .filter(({ verdict }) => !isQuiet || verdict !== 'passed')
        .map((result) => {
          const { gate, series, measured, verdict, about } = gateRow(result)
          return [series, gate, measured, verdict, about]
        }),
    ),
    ...sumLines(comparison),
  ].map((line) => inertLine(visible(line)))
}

/** Model by model. Of two runs that are the same to the byte there is nothing to say. */
function findingLines({ findings, exact }: Comparison, isQuiet: boolean): string[] {
  if (exact?.first === null) return []
  const told = findings.filter(({ word }) => !isQuiet || word === 'worse' || word === 'better')
  const rows = table(told.map((finding) => cellsOf(findingRow(finding))))
  return told.flatMap(({ series }, index) => {
    const isFirst = told[index - 1]?.series !== series
    return isFirst ? [series, rows[index]!] : [rows[index]!]
  })
}

function cellsOf({ metric, before, after, change, verdict, limits, needed }: FindingRow): string[] {
  return [metric, before, '->', after, change, verdict, needed === '' ? limits : needed]
}

function headLines({ before, after, isPaired, margin }: Comparison): string[] {
  return [
    words.sides(before.name, after.name),
    words.pairing(isPaired, before.calls, after.calls),
    ...[before, after].flatMap(({ name, state }) => (state === 'finished' ? [] : [words.stopped(name, state)])),
    ...[before, after].flatMap(({ name, lights }) => lights.map(({ text }) => `${name}: ${text}`)),
    ...wrap(words.method(words.amount(margin, 'share')), usualColumns, 0),
  ]
}

function exactLines({ exact, before }: Comparison): string[] {
  if (exact === null) return []
  if (exact.first === null) return [words.exactSame(exact.records)]
  const { call, before: was, after: is } = exact.first
  const shown = (line: string | null) => (line === null ? words.ended : line.slice(0, mostOfRecord))
  return [
    words.exactDiffers(exact.differing, exact.records, call),
    `- ${shown(was)}`,
    `+ ${shown(is)}`,
    words.meant(before.name),
  ]
}

function sumLines({ findings, exact, isTooNoisy, verdict }: Comparison): string[] {
  if (exact?.first === null) return [words.verdicts[verdict]]
  const counted = { better: 0, worse: 0, same: 0, unsure: 0 }
  for (const { word } of findings) counted[word] += 1
  const sum = findings.length === 0 ? words.nothing : `${words.sum(counted)}.`
  return [...(isTooNoisy ? [words.tooNoisy] : []), `${words.verdicts[verdict]} ${sum}`]
}

function table(rows: readonly (readonly string[])[]): string[] {
  const shown = rows.map((row) => row.map(visible))
  const widths = (shown[0] ?? []).map((_, column) => Math.max(...shown.map((row) => row[column]!.length)))
  return shown.map((row) => ` ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd())
}
