import type { Figure } from '../figure.ts'
import type { MetricName } from '../metrics/index.ts'
import type { ChangeWord } from '../statistics/tost.ts'

/** How one metric of one series changed. Plain JSON. */
export interface Finding {
  readonly metric: MetricName
  readonly series: string
  readonly word: ChangeWord
  /** In the metric's unit. */
  readonly before: Figure
  readonly after: Figure
  /** `ratio`: the change is a share of what was before (0.1: 10 % more). `points`: a difference of shares. */
  readonly scale: 'ratio' | 'points'
  readonly change: Figure
  /** 95 % limits of the change; null where calls are too few for them. */
  readonly interval: readonly [low: Figure, high: Figure] | null
  readonly margin: number
  /** Chance of such a change if there is none, adjusted for all that was compared (Holm). */
  readonly adjustedP: number
  /** Calls of the series, on the smaller side; and how many would probably bring a verdict, for `unsure`. */
  readonly n: number
  readonly neededN: number | null
  /** The middle held, but the distribution is another (two-sample Kolmogorov-Smirnov). */
  readonly spreadChanged: boolean
}
