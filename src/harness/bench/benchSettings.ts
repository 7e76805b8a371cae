import type { CallLimits, Gates } from '../../bench/gates/gate.ts'
import type { Duration } from '../../client/duration.ts'
import type { LoadSpec } from '../../load/index.ts'
import type { Price } from '../../protocol/money/price.ts'
import type { Count, Rate } from './amounts.ts'

/** A model as a config names it. */
export interface ConfiguredModel<Id extends string = string> {
  /** As a request names it. */
  readonly id: Id
  /**
   * USD per million tokens as decimal strings, and when that was so: `'2026-11'` or `'2026-11-20'`. Without it costs are
   * unknown, and nothing live is sent to the model.
   */
  readonly price?: Price & { readonly asOf: string }
  /** Requests per minute that the provider grants. */
  readonly rpm?: Count
  /** Tokens per minute that the provider grants: `100_000` or `'100k'`. */
  readonly tpm?: Count
  /** Requests that the provider lets be under way at a time; `brownout plan` takes it as unlimited unless set. */
  readonly concurrency?: Count
  /** For `brownout plan`: where it is served from, and by which key; what has the same is lost together. `gateway`, `key`. */
  readonly origin?: string
  readonly credential?: string
  /** For `brownout plan`: half of the first tokens are faster. The models table's latency unless set. */
  readonly ttft?: Duration
  /** For `brownout plan`: of one answer. 50 unless set. */
  readonly tokensPerSecond?: number
}

/** What a config says about capacity plans; a flag of `brownout plan` wins over it. */
export interface PlanSettings {
  /** `{ 'ttft.p99': '<= 800ms', success: '>= 99.5%' }`; p99 TTFT up to 2 s and 99.5 % success unless set. */
  readonly slo?: Gates
  /** `chain` (unless set): all calls ask the first model first. `spread`: each is asked first in turn. */
  readonly route?: 'chain' | 'spread'
  /** What one USD is; without a rate nothing is converted. */
  readonly rates?: { readonly cny?: number; readonly vnd?: number }
  /** USD that a month may cost. */
  readonly monthlyBudgetUsd?: number
  /** How often one of `--users` asks. Once a minute unless set. */
  readonly perUser?: Rate
}

/** What one benchmark asks, and how. All of it may be left out; docs/bench.md says what is taken then. */
export interface BenchProfile<Id extends string = string> {
  /** Ids of what is compared; all models of the config (without any: of the models table) unless set. */
  readonly models?: readonly Id[]
  /** `chat`, `long`, `vi`, `en`, or a file of prompts (JSON or JSONL). `chat` unless set. */
  readonly workload?: string
  /** Open load: calls start at this mean rate, whatever became of the earlier ones. 20 a second of the mock, 2 of a provider, unless set. */
  readonly rate?: Rate
  /** Closed load instead: so many callers, each of which waits for its answer before it asks again. */
  readonly concurrency?: number
  /** Any other load, in the shapes of scenarios. */
  readonly load?: LoadSpec
  /** How long calls are started. Of the mock 30 s, of a provider 60 s, unless it or `requests` is set. */
  readonly duration?: Duration
  /** So many calls, of all models together. */
  readonly requests?: number
  /** Calls that are due before are made and not counted. A tenth of the duration, up to 5 s; 0 in virtual time. */
  readonly warmUp?: Duration
  /** Name of a scenario whose faults bend the upstream; none unless set. */
  readonly scenario?: string
  /** Whether another model answers where the first fails. True unless set. */
  readonly fallback?: boolean
  /** `unique` keeps the provider's prompt cache out, by words of its own before each prompt. `unique` unless set. */
  readonly cache?: 'unique' | 'allow'
  /** So many calls may be out at once; what is due beyond them is dropped, and counted as that. */
  readonly maxInFlight?: number
  /** Of one call, with all its retries. 60 s unless set. */
  readonly deadline?: Duration
  /** Broken ones end the benchmark with exit code 1. Beside those of the whole config; of one metric the profile's holds. */
  readonly gates?: Gates
  /** What a call has to keep to count as good. Beside those of the whole config. */
  readonly slo?: CallLimits
  /** How much better or worse than a baseline counts as the same: a share, 0.1 unless set. */
  readonly margin?: number
}

/** Providers that need no address. */
export const providers = {
  holysheep: { baseURL: 'https://api.holysheep.ai/v1', apiKeyEnv: 'HOLYSHEEP_API_KEY' },
} as const

type ProviderName = keyof typeof providers

/** What a config says about benchmarks. Nothing of it sends anything anywhere: that takes `--live` on the command line. */
export interface BenchSettings<Id extends string = string> {
  /** What is benchmarked; the six models of `fixtures/models.json` unless set. */
  readonly models?: readonly ConfiguredModel<Id>[]
  /** Who is asked with `--live`; `holysheep` unless this or `baseURL` is set. */
  readonly provider?: ProviderName
  /** Any OpenAI-compatible API instead of a provider that is known by name; ends in `/v1` as a rule. */
  readonly baseURL?: string
  /** Name of the environment variable that holds the key for `baseURL`. Never the key itself. */
  readonly apiKeyEnv?: string
  /** Benchmarks by name: `brownout bench chat` is the one under `chat`. `default` is taken if none is named. */
  readonly bench?: Readonly<Record<string, BenchProfile<NoInfer<Id>>>>
  /** For `brownout plan`. */
  readonly plan?: PlanSettings
  /** For every benchmark. */
  readonly gates?: Gates
  /** For every benchmark. */
  readonly slo?: CallLimits
}
