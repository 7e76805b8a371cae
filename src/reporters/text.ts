import type { Report, Reporter } from '../harness/report.ts'
import { messages } from '../messages/index.ts'
import { notPlayed, tallyOf } from './digest.ts'
import { visible } from './harmless.ts'
import { troublesOf, type Judgement } from './judgements.ts'
import { measurementsOf } from './measurements.ts'
import { planFactsOf } from './plan/planFacts.ts'
import { sentenceOf } from './sentence.ts'

type Fields = Readonly<Record<string, string | number | boolean | null>>

/** Percentiles that a reader without a page asks for; all of them are in `report.csv`. */
const shownPercentiles = /\.(?:p50|p95|p99)$/
const percentile = /\.p[\d.]+$/

/**
 * One fact a line, for programs and agents that read text: a word that says what the line is, then `key=value` as logfmt has
 * it. Words and keys stay as they are; new ones may come.
 */
export const text: Reporter = {
  name: 'text',
  doc: messages.reporters.text,
  render: (report) => [{ file: 'report.txt', content: linesOf(report).join('') }],
}

function linesOf(report: Report): string[] {
  const { schema, verdict, seed, command, startedAt, wallMs, tool } = report
  return [
    line('report', { verdict, schema, version: tool.version, seed, command, startedAt, wallMs }),
    line('sentence', { text: sentenceOf(report) }),
    ...figureLines(report),
    ...troublesOf(report).map(judgementLine),
    ...notPlayed(report.runs).map(({ verdict, reason, scenarios }) =>
      line('not-played', {
        how: verdict,
        count: scenarios.length,
        why: reason,
        scenarios: [...new Set(scenarios)].join(','),
      }),
    ),
  ]
}

function figureLines(report: Report): string[] {
  if (report.bench !== undefined) return benchLines(report)
  return report.plan === undefined
    ? [runCounts(report)]
    : planFactsOf(report.plan).map(([word, fields]) => line(word, fields))
}

function runCounts({ runs }: Report): string {
  const { held, broke, noVerdict, crashed, refused, leftOut, calls, attempts } = tallyOf(runs)
  const counts = { runs: runs.length, held, broke, noVerdict, crashed, refused, leftOut, calls, attempts }
  return line('counts', counts)
}

function benchLines(report: Report): string[] {
  const { summary, gates, endedEarly, notBegun } = report.bench!
  const { whole, lights } = summary
  const of = (verdict: string) => gates.filter((gate) => gate.verdict === verdict).length
  const counts = {
    calls: whole.calls,
    failed: whole.outcomes.failed,
    dropped: whole.outcomes.dropped,
    notBegun,
    endedEarly,
  }
  return [
    line('counts', { ...counts, gatesPassed: of('passed'), gatesFailed: of('failed'), gatesOpen: of('no-verdict') }),
    line('cost', { usd: whole.costUsd, wastedUsd: whole.wastedUsd }),
    ...lights
      .filter(({ state }) => state === 'red' || state === 'amber')
      .map(({ light, state, value, limit }) => line('light', { name: light, state, value, limit })),
    ...measurementsOf(report)
      .filter(({ metric }) => !percentile.test(metric) || shownPercentiles.test(metric))
      .map(({ metric, series, value, low, high, unit, n }) =>
        line('metric', { name: metric, series, value, low, high, unit, n }),
      ),
  ]
}

function judgementLine({ verdict, kind, target, world, scenario, name, series, why, again }: Judgement): string {
  return line(verdict, { kind, target, world, scenario, name, series, why, again })
}

/** What is not known, or says nothing, is left out. */
function line(what: string, fields: Fields): string {
  const known = Object.entries(fields).filter(([, value]) => value !== null && value !== '')
  return `${[what, ...known.map(([key, value]) => `${key}=${valueOf(value!)}`)].join(' ')}\n`
}

/** A bare word, or a string as JSON writes it. */
function valueOf(value: string | number | boolean): string {
  const shown = visible(String(value))
  return /^[\w./%$<>-][\w./%$<>:-]*$/.test(shown) ? shown : JSON.stringify(shown)
}
