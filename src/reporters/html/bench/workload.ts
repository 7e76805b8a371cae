import type { BenchSummary } from '../../../bench/metrics/benchSummary.ts'
import { tokensAt } from '../../../bench/metrics/workloadShape.ts'
import { messages } from '../../../messages/index.ts'
import { logEnds, type Axis } from '../../charts/axis.ts'
import { figure } from '../../charts/figure.ts'
import { heatMap } from '../../charts/heatMap.ts'
import { lineChart } from '../../charts/lineChart.ts'
import type { Html } from '../template.ts'

const words = messages.benchCharts.workload
const { milliseconds, ms } = messages.charts
const { number } = messages.format

/** Fewer cells, or bands, are said in a sentence. */
const fewest = 3

const tokensFrom = (band: number) => Math.ceil(tokensAt(band) - 1e-9)
const range = (band: number) =>
  words.range(number(tokensFrom(band)), number(Math.max(tokensFrom(band), tokensFrom(band + 1) - 1)))

function tokenAxis(label: string, bands: readonly number[]): Axis {
  const [least, most] = [Math.min(...bands), Math.max(...bands)]
  return { label, kind: 'log', low: tokensAt(least), high: tokensAt(most + 1), format: number }
}

/** How long prompts and answers were; null where they were all alike. */
export function tokensInAndOut({ workload: { cells }, whole }: BenchSummary): Html | null {
  if (cells.length < fewest) return null
  const { chunksPerToken } = whole
  const pieces = chunksPerToken === null ? '' : ` ${words.pieces(Number(chunksPerToken.toPrecision(2)))}`
  return figure({
    id: 'tokens-in-and-out',
    title: words.title,
    note: `${words.note}${pieces}`,
    chart: heatMap({
      id: 'chart-tokens-in-and-out',
      title: words.title,
      description: words.say(cells.length),
      x: tokenAxis(
        words.input,
        cells.map(([input]) => input),
      ),
      y: tokenAxis(
        words.output,
        cells.map(([, output]) => output),
      ),
      boxes: cells.map(([input, output, count]) => ({
        x: [tokensAt(input), tokensAt(input + 1)],
        y: [tokensAt(output), tokensAt(output + 1)],
        count,
        says: words.says(range(input), range(output), count),
      })),
    }),
    data: {
      columns: [words.input, words.output, words.calls],
      rows: cells.map(([input, output, count]) => [range(input), range(output), number(count)]),
    },
  })
}

const percentiles = [
  ['p50', 'p50Ms'],
  ['p95', 'p95Ms'],
] as const

/** Whether long prompts are answered later; null where they are too much alike. */
export function firstTokenAgainstPrompt({ workload: { firstTokens } }: BenchSummary): Html | null {
  if (firstTokens.length < fewest) return null
  const [low, high] = logEnds(firstTokens.flatMap(({ p50Ms, p95Ms }) => [p50Ms, p95Ms]))
  return figure({
    id: 'first-token-vs-prompt',
    title: words.first.title,
    note: words.first.note,
    chart: lineChart({
      id: 'chart-first-token-vs-prompt',
      title: words.first.title,
      description: words.first.say(firstTokens.length),
      x: tokenAxis(
        words.input,
        firstTokens.map(({ inputBand }) => inputBand),
      ),
      y: { label: words.first.axis, kind: 'log', low, high, format: milliseconds },
      lines: percentiles.map(([name, field], series) => ({
        name,
        series,
        points: firstTokens.map((one) => ({
          x: tokensAt(one.inputBand + 0.5),
          y: one[field],
          says: `${range(one.inputBand)}: ${ms(one[field])}`,
        })),
      })),
    }),
    data: {
      columns: [words.input, words.calls, 'p50', 'p95'],
      rows: firstTokens.map(({ inputBand, calls, p50Ms, p95Ms }) => [
        range(inputBand),
        number(calls),
        ms(p50Ms),
        ms(p95Ms),
      ]),
    },
  })
}
