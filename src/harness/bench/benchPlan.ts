import type { LoadSpec } from '../../load/index.ts'
import type { ChatMessage } from '../../protocol/chat.ts'
import type { Price } from '../../protocol/money/price.ts'

export interface BenchModel {
  /** As a request names it. */
  readonly id: string
  /** Null where nobody said: then its cost is unknown, and nothing live is sent to it. */
  readonly price: Price | null
  /** When the price was said to be so: 2026-05 or 2026-05-31. */
  readonly pricedOn: string | null
  /** Requests and tokens per minute that the provider grants, where that is known. */
  readonly rpm?: number
  readonly tpm?: number
}

export interface Workload {
  readonly name: string
  /** Asked in turn; what comes after the last one is the first again. */
  readonly prompts: readonly (readonly ChatMessage[])[]
  /** Of the longest answer; all bounds are made of it. */
  readonly maxTokens: number
  /** For each prompt, where they differ. */
  readonly maxTokensEach?: readonly number[]
  readonly stream: boolean
  /** `unique`: each request begins with words of its own, so that no provider's prompt cache helps. */
  readonly cache: 'unique' | 'allow'
}

export type BenchWorld = 'virtual' | 'loopback' | 'live'

/**
 * One part of a run that several machines measure: the pairs `index - 1`, `index - 1 + of`, … of the plan, all models of
 * each. By single calls, three machines would measure one of three models each.
 */
export interface Shard {
  /** From 1. */
  readonly index: number
  readonly of: number
}

/**
 * All that decides what a benchmark asks, and when: plain JSON, kept in `run.json`, so that a run can be taken up again. Two
 * runs with the same plan, seed and virtual world are equal byte for byte. It holds no key.
 */
export interface BenchPlan {
  readonly schema: 'brownout/bench-plan/1'
  readonly seed: number
  readonly world: BenchWorld
  /** Ends in `/v1`; null for the mock. */
  readonly baseURL: string | null
  /** Each is a series: asked first in turn, the others behind it if `fallback`. Call i asks `models[i % models.length]` first. */
  readonly models: readonly BenchModel[]
  readonly fallback: boolean
  readonly workload: Workload
  /** Of all models together, in the shapes of `src/load`. */
  readonly load: LoadSpec
  /** Where neither the shape nor the budget ends it. */
  readonly maxCalls: number | null
  readonly maxDurationMs: number | null
  /** Calls that are due before are made, and their samples are marked: they count in nothing but the cost. */
  readonly warmUpMs: number
  /** So many may be out at once; more are dropped, and counted as that. */
  readonly maxInFlight: number
  readonly deadlineMs: number
  /** Name of the scenario whose faults bend the upstream; null for a good day. */
  readonly scenario: string | null
  /** Of the run as a whole, in USD; null unless live. */
  readonly maxCostUsd: string | null
}
