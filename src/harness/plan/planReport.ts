import type { Figure } from '../../bench/figure.ts'
import type { PlanInput } from './planInput.ts'

/** 95 %, both ends included. */
export type Span = readonly [low: number, high: number]

/** What can run out first. `money`: the budget of a month. `none`: nothing did within the loads that were tried. */
type Resource = 'rpm' | 'tpm' | 'concurrency' | 'latency' | 'success' | 'money' | 'none'

/** A percentile of all calls of a cell, failures as infinite; null where so few calls allow none. */
export interface PlanPercentile {
  readonly value: Figure | null
  /** 95 %, exact by order statistics; null where so few calls allow none. */
  readonly interval: readonly [low: Figure, high: Figure] | null
}

type PlanQuantile = 'p50' | 'p90' | 'p95' | 'p99' | 'p99.9'
/** In ms, from the instant at which a call was due. */
export type PlanPercentiles = Readonly<Record<PlanQuantile, PlanPercentile>>

/** How much of one limit of one model was used. Minutes are those of the simulation. */
export interface QuotaUse {
  readonly model: string
  readonly resource: 'rpm' | 'tpm' | 'concurrency'
  readonly limit: number
  /** Of rpm and tpm a minute, of concurrency at a time: mean, 95th percentile over minutes, and the most. */
  readonly mean: number
  readonly p95: number
  readonly most: number
  /** `p95 / limit`, from 0. */
  readonly share: number
  /** Attempts that were refused for it. */
  readonly refusals: number
}

/** What calls cost, each with all of its attempts, in USD. */
export interface CostDistribution {
  readonly meanUsd: number
  readonly p50Usd: number
  readonly p90Usd: number
  readonly p99Usd: number
  readonly mostUsd: number
  /** By calls that kept the SLO; null if none did. */
  readonly perGoodUsd: number | null
  /** Of all that was paid, the share for attempts whose answer nobody got: from 0 to 1. */
  readonly wastedShare: number
  /** Ascending: so many calls cost up to `upToUsd` (and more than the bin before). */
  readonly bins: readonly { readonly upToUsd: number; readonly calls: number }[]
}

/** One load, simulated with each of the seeds. Rates are calls a second. */
export interface PlanCell {
  /** As it was asked for. */
  readonly perSecond: number
  readonly trials: number
  readonly calls: number
  /** Of virtual time, of all trials. */
  readonly seconds: number
  readonly offeredPerSecond: number
  /** Answered, in whatever time. */
  readonly achievedPerSecond: number
  /** Answered within the limits of the SLO. */
  readonly goodPerSecond: number
  /** Of the calls: answered, answered in time, answered by another model than asked first. */
  readonly successShare: number
  readonly successInterval: Span
  readonly goodShare: number
  readonly fallbackShare: number
  readonly ttftMs: PlanPercentiles
  readonly totalMs: PlanPercentiles
  /** What the client waited of itself: for a place, for a quota, between attempts. */
  readonly waitedMs: PlanPercentiles
  /** Requests on the wire by calls that began. */
  readonly attemptsPerCall: number
  /** Of the requests, refused with 429. */
  readonly refusedShare: number
  /** Calls under way, on average (L = λW). */
  readonly meanInFlight: number
  readonly quotas: readonly QuotaUse[]
  readonly cost: CostDistribution | null
  /** Share of the trials that kept the whole SLO. */
  readonly keptShare: number
  /** How far the load is from the SLO after the isotonic fit: ln(calls beyond it / those that may be) of the worst limit, kept up to 0. */
  readonly fittedMargin: number
  /** Whether the calls of all trials together kept the SLO at this load. */
  readonly isSustained: boolean
}

/** The most load that keeps the SLO. */
export interface Sustained {
  /** Calls a second; 0 if not even the least load that was tried is kept. */
  readonly perSecond: number
  /** 95 %, bootstrapped over the seeds. */
  readonly interval: Span
  readonly lastKept: number | null
  /** Null: the SLO was kept at every load that was tried. */
  readonly firstBroken: number | null
  readonly bindsFirst: Binding
}

export interface Binding {
  readonly resource: Resource
  /** Whose quota; null for what is nobody's alone. */
  readonly model: string | null
  /** Of the limit, how much is used at the sustained load, from 0; null for what has no limit. */
  readonly share: number | null
}

/** One part lost for the whole time. */
export interface Loss extends Sustained {
  readonly kind: 'model' | 'credential' | 'origin'
  readonly name: string
  /** All models that go with it. */
  readonly models: readonly string[]
  /** Whether the demand still fits; null without a demand. */
  readonly fitsDemand: boolean | null
}

export interface MonthlyCost {
  readonly times: 1 | 2 | 5
  readonly perSecond: number
  readonly callsPerMonth: number
  /** Of 30 days. Null where a price is unknown. */
  readonly usd: number | null
  readonly wastedUsd: number | null
  /** At the stated rates; null without one. */
  readonly cny: number | null
  readonly vnd: number | null
  /** Whether so much load is sustained. */
  readonly isSustained: boolean
}

/** One second (or `everyMs`) of the way through an outage, rates a second. */
export interface OutagePoint {
  readonly atMs: number
  readonly offeredPerSecond: number
  readonly wirePerSecond: number
  readonly goodPerSecond: number
}

export interface PolicyOutcome {
  /** As it is called in `messages`: `as-is`, `no-retry-budget`, `no-breaker`, `no-jitter`, `hedge`. */
  readonly policy: string
  readonly points: readonly OutagePoint[]
  /** Requests on the wire by calls that were due: during the outage, and after it. */
  readonly amplificationDuring: number
  readonly amplificationAfter: number
  readonly goodShareDuring: number
  readonly goodShareAfter: number
  /** From the end of the outage until calls are as good as before it; null: never, within what was simulated. */
  readonly recoversAfterMs: number | null
  readonly costPerGoodUsd: number | null
}

export interface PolicyComparison {
  readonly perSecond: number
  readonly everyMs: number
  readonly outage: {
    readonly fromMs: number
    readonly toMs: number
    readonly models: readonly string[]
    /** What is wrong with them. */
    readonly fault: string
  }
  readonly durationMs: number
  readonly outcomes: readonly PolicyOutcome[]
}

/** One simulated point of the what-if grid; between points a reader may interpolate, and must say so. */
export interface WhatIfPoint {
  readonly perSecond: number
  /** Index into `lost`. */
  readonly lost: number
  /** All rpm, tpm and concurrency limits times this. */
  readonly quotaFactor: number
  readonly goodShare: number
  readonly p99TtftMs: Figure | null
  readonly p99TotalMs: Figure | null
  readonly refusedShare: number
  readonly attemptsPerCall: number
  readonly meanInFlight: number
  readonly costPerCallUsd: number | null
  readonly keepsSlo: boolean
}

export interface WhatIfGrid {
  /** Ascending. */
  readonly loadsPerSecond: readonly number[]
  /** The first is nothing. */
  readonly lost: readonly { readonly name: string; readonly models: readonly string[] }[]
  readonly quotaFactors: readonly number[]
  readonly points: readonly WhatIfPoint[]
}

/** What `brownout plan` found: the part `plan` of `report.json`. The same input and seed give the same bytes. */
export interface PlanReport {
  readonly schema: 'brownout/plan/1'
  /** The verdict in one sentence. */
  readonly sentence: string
  readonly input: PlanInput
  /** Ascending by load. */
  readonly cells: readonly PlanCell[]
  readonly sustained: Sustained
  /** Sustained load by the demand; null without a demand. Below 1 it does not fit. */
  readonly headroom: number | null
  readonly losses: readonly Loss[]
  /** At the demand, or else at the sustained load. */
  readonly cost: CostDistribution | null
  readonly months: readonly MonthlyCost[]
  readonly policies: PolicyComparison | null
  readonly whatIf: WhatIfGrid | null
}
