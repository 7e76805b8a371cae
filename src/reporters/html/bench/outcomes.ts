import type { BenchSummary, SeriesSummary } from '../../../bench/metrics/benchSummary.ts'
import { sampleOutcomes, type SampleOutcome } from '../../../bench/sample.ts'
import { messages } from '../../../messages/index.ts'
import { figureText } from '../../bench/figureText.ts'
import { figure } from '../../charts/figure.ts'
import type { Ink } from '../../charts/ink.ts'
import { stackedBars } from '../../charts/stackedBars.ts'
import type { Html } from '../template.ts'

const { outcomes: words, percent } = messages.charts
const { number } = messages.format

const looks: Readonly<Record<SampleOutcome, { readonly ink: Ink; readonly opacity?: number }>> = {
  'ok-first-try': { ink: 'good' },
  'ok-after-retry': { ink: 's0' },
  'ok-after-fallback': { ink: 's3' },
  failed: { ink: 'bad' },
  dropped: { ink: 'unsure' },
  cancelled: { ink: 'quiet', opacity: 0.4 },
}

const answeredOf = ({ outcomes }: SeriesSummary) =>
  outcomes['ok-first-try'] + outcomes['ok-after-retry'] + outcomes['ok-after-fallback']

const allOf = ({ outcomes }: SeriesSummary) => sampleOutcomes.reduce((sum, outcome) => sum + outcomes[outcome], 0)

/** From what went well at once to what was lost, model by model. */
export function outcomeFlow({ series, whole }: BenchSummary): Html | null {
  const shown = series.filter((one) => allOf(one) > 0)
  if (shown.length === 0) return null
  return figure({
    id: 'outcomes-chart',
    title: words.chart,
    note: words.note,
    chart: stackedBars({
      id: 'chart-outcomes',
      title: words.chart,
      description: words.say(percent(answeredOf(whole) / Math.max(1, whole.calls))),
      parts: sampleOutcomes.map((outcome) => ({ name: words.names[outcome], ...looks[outcome] })),
      most: 1,
      bars: shown.map((one) => ({
        name: one.series ?? '',
        total: words.answered(percent(answeredOf(one) / Math.max(1, one.calls))),
        parts: sampleOutcomes.map((outcome, part) => {
          const calls = one.outcomes[outcome]
          return { part, value: calls / allOf(one), says: `${words.names[outcome]}: ${number(calls)}` }
        }),
      })),
    }),
    data: {
      columns: [messages.charts.latency.columns.model, ...sampleOutcomes.map((outcome) => words.names[outcome])],
      rows: shown.map((one) => [one.series ?? '', ...sampleOutcomes.map((outcome) => number(one.outcomes[outcome]))]),
    },
  })
}

/** Beyond so many they are shown together. */
const mostAttempts = 5

/** How many requests the upstream saw for one call: the distribution behind the mean. */
export function attemptsChart({ series }: BenchSummary): Html | null {
  const shown = series.filter((one) => one.attemptCounts.some(([attempts]) => attempts > 0))
  if (shown.length === 0) return null
  const names = [0, 1, 2, 3, 4, mostAttempts].map((attempts) =>
    attempts === mostAttempts ? `${words.attemptCount(attempts)}+` : words.attemptCount(attempts),
  )
  const inks: readonly Ink[] = ['quiet', 'good', 's0', 's4', 's1', 'bad']
  const countsOf = (one: SeriesSummary) =>
    names.map((_, index) =>
      one.attemptCounts.reduce(
        (sum, [attempts, calls]) => sum + (Math.min(attempts, mostAttempts) === index ? calls : 0),
        0,
      ),
    )
  return figure({
    id: 'attempts',
    title: words.attempts,
    note: words.attemptsNote,
    chart: stackedBars({
      id: 'chart-attempts',
      title: words.attempts,
      description: words.attemptsSay,
      parts: names.map((name, index) => ({ name, ink: inks[index]! })),
      most: 1,
      bars: shown.map((one) => {
        const counts = countsOf(one)
        const sum = counts.reduce((all, calls) => all + calls, 0)
        return {
          name: one.series ?? '',
          total: words.perCall(figureText(one.metrics['attempts.perCall'], 'perCall')),
          parts: counts.map((calls, part) => ({ part, value: calls / sum, says: `${names[part]}: ${number(calls)}` })),
        }
      }),
    }),
    data: {
      columns: [messages.charts.latency.columns.model, ...names],
      rows: shown.map((one) => [one.series ?? '', ...countsOf(one).map(number)]),
    },
  })
}
