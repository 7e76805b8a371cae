import { list } from '../../format.ts'
import { didYouMean, quoted, type ProblemText } from './problemText.ts'

/** Gates and limits that make no sense. */
export const gates = {
  /** By unit of the metric. */
  examples: {
    ms: '"< 800ms" or "<= 2s"',
    share: '"> 99%"',
    usd: '"< $0.60"',
    perSecond: '"> 4/s"',
    perCall: '"< 1.5"',
  },
  unknownMetric: (name: string, where: string, nearest: string | undefined, count: number): ProblemText => ({
    what: `There is no metric ${quoted(name)}.`,
    where,
    mend: didYouMean(nearest, `All ${count} of them: docs/bench.md, for example success, ttft.p95, cost.per1kGood.`),
  }),
  noLimit: (name: string, text: string, where: string, example: string): ProblemText => ({
    what: `The limit of ${name} is ${quoted(text)}, expected a string like ${example}.`,
    where,
    mend: `Write a comparison (<, <=, >, >=), a number and its unit: ${example}.`,
  }),
  noCallMetric: (name: string, where: string, known: readonly string[], nearest: string | undefined): ProblemText => ({
    what: `${quoted(name)} is nothing that one call has; a percentile belongs to many of them.`,
    where,
    mend: didYouMean(nearest, `There are ${list(known)}; percentiles go into gates.`),
  }),
}
