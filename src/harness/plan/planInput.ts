import type { Price } from '../../protocol/money/price.ts'

/** Where a figure of the input comes from; `assumed`: from nobody, a round figure of ours that is printed as one. */
export type Origin = 'flag' | 'config' | 'table' | 'run' | 'assumed'

/** A length of time: lognormal about its median, or like the samples of a run. In ms. */
export type PlannedSpan =
  | { readonly medianMs: number; readonly sigma: number }
  | { readonly empirical: readonly number[] }

/** A number of tokens, in the same two forms; `sigma` 0 is always the median. */
export type PlannedTokens =
  | { readonly median: number; readonly sigma: number }
  | { readonly empirical: readonly number[] }

/** A model with all that the simulation has to know of it. */
export interface PlannedModel {
  readonly id: string
  /** Where it is served from, and with which key: what is lost together. */
  readonly origin: string
  readonly credential: string
  readonly price: Price | null
  /** Requests and tokens a minute, and requests at a time; null: not limited. */
  readonly rpm: number | null
  readonly tpm: number | null
  readonly concurrency: number | null
  readonly ttft: PlannedSpan
  readonly interToken: PlannedSpan
  /** Where the quotas and the latencies come from. */
  readonly from: Readonly<Record<'rpm' | 'tpm' | 'concurrency' | 'ttft' | 'interToken' | 'price', Origin>>
}

/** Tokens of calls: the prompt, the answer, and the most that each request lets be answered. */
export interface PlannedWorkload {
  readonly name: string
  readonly inputTokens: PlannedTokens
  readonly outputTokens: PlannedTokens
  readonly maxTokens: number
}

/** One limit: `ttft.p99 <= 800ms`, `success >= 99.5%`. */
export interface PlannedLimit {
  readonly metric: string
  readonly comparison: '<' | '<=' | '>' | '>='
  /** In ms, or a share. */
  readonly limit: number
  /** As it was typed. */
  readonly text: string
}

/** How much is to be carried; null: only the most that fits is asked. */
export interface Demand {
  /** Calls a second: at the peak, and on average over a day. */
  readonly peakPerSecond: number
  readonly meanPerSecond: number
  readonly users: number | null
  /** Of each hour of the day, in calls a second; null where no traffic was given. */
  readonly byHour: readonly number[] | null
}

/** All that decides a plan. */
export interface PlanInput {
  readonly seed: number
  readonly models: readonly PlannedModel[]
  /** `chain`: all calls ask the first model first, the others stand in for it. `spread`: each is asked first in turn. */
  readonly route: 'chain' | 'spread'
  readonly workload: PlannedWorkload
  readonly slo: readonly PlannedLimit[]
  readonly isDefaultSlo: boolean
  readonly demand: Demand | null
  /** The most that a month may cost, in USD; null: no limit. */
  readonly monthlyBudgetUsd: number | null
  /** For one USD, and where the rate was stated; null: not stated, and then nothing is converted. */
  readonly rates: { readonly cny: number | null; readonly vnd: number | null }
  /** Virtual time of each trial that counts, the time before it that does not, and the seeds of a load. */
  readonly durationMs: number
  readonly warmUpMs: number
  readonly trials: number
  readonly deadlineMs: number
}
