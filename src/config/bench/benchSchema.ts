import * as v from 'valibot'
import { countOf, perSecondOf } from '../../harness/bench/amounts.ts'
import {
  providers,
  type BenchProfile,
  type BenchSettings,
  type ConfiguredModel,
  type PlanSettings,
} from '../../harness/bench/benchSettings.ts'
import type { Price } from '../../protocol/money/price.ts'
import type { Entries } from '../entries.ts'

const decimal = 'a string like "0.27" (USD per million tokens)'
const usdPerMillion = v.pipe(v.string(decimal), v.regex(/^\d+(\.\d{1,6})?$/, decimal))
const day = 'a string like "2026-11" or "2026-11-20"'
const pricedOn = v.pipe(v.string(day), v.regex(/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/, day))

const price = v.strictObject({
  input: usdPerMillion,
  cachedInput: v.optional(usdPerMillion),
  cacheWrite: v.optional(usdPerMillion),
  output: usdPerMillion,
  reasoning: v.optional(usdPerMillion),
  asOf: pricedOn,
} satisfies Entries<Price & { asOf: string }>)

const counted = 'a whole number from 1, or a string like "100k"'
const count = v.custom<number>((value) => isAmount(value) && countOf(value) !== undefined, counted)
const often = 'a string like "2/s" or "120/m", or a number a second above 0'
const rate = v.custom<number>((value) => isAmount(value) && perSecondOf(value) !== undefined, often)
const long = 'a string like "60s", "2m" or "500ms", or a number of ms'
const duration = v.custom<number>((value) => isDuration(value), long)
const longer = 'a string like "60s", "2m" or "500ms", or a number of ms; above 0'
const durationAboveZero = v.custom<number>(
  (value) => isDuration(value) && !/^0+(\.0+)?(ms|s|m)?$/.test(String(value)),
  longer,
)
const fromOne = v.pipe(
  v.number(),
  v.integer('a whole number from 1'),
  v.minValue(1, 'a whole number from 1'),
  v.maxValue(1e9, 'a whole number up to 1000000000'),
)
const id = v.pipe(v.string(), v.minLength(1, 'the id of a model'))

const aboveZero = v.pipe(v.number(), v.gtValue(0, 'a number above 0'), v.finite('a number above 0'))
const partName = v.pipe(v.string(), v.regex(/^[\w.-]{1,60}$/, 'a name of letters, digits, dots, - and _'))

const model = v.strictObject({
  id,
  price: v.optional(price),
  rpm: v.optional(count),
  tpm: v.optional(count),
  concurrency: v.optional(count),
  origin: v.optional(partName),
  credential: v.optional(partName),
  ttft: v.optional(durationAboveZero),
  tokensPerSecond: v.optional(aboveZero),
} satisfies Entries<ConfiguredModel>)

const compared = 'a string like "< 800ms", ">= 99%" or "< $0.60"'
/** What they say is looked at where all metrics are known. */
const limits = v.record(v.string(), v.string(compared))

const profile = v.strictObject({
  models: v.optional(v.pipe(v.array(id), v.minLength(1, 'at least one model'))),
  workload: v.optional(v.pipe(v.string(), v.minLength(1, '"chat", "long", "vi", "en" or the path of a file'))),
  rate: v.optional(rate),
  concurrency: v.optional(fromOne),
  load: v.optional(v.looseObject({ type: v.string() })),
  duration: v.optional(durationAboveZero),
  requests: v.optional(fromOne),
  warmUp: v.optional(duration),
  scenario: v.optional(v.string()),
  fallback: v.optional(v.boolean()),
  cache: v.optional(v.picklist(['unique', 'allow'])),
  maxInFlight: v.optional(fromOne),
  deadline: v.optional(durationAboveZero),
  gates: v.optional(limits),
  slo: v.optional(limits),
  margin: v.optional(v.pipe(v.number(), v.gtValue(0, 'a share above 0'), v.ltValue(1, 'a share below 1'))),
} satisfies Entries<BenchProfile>)

const plan = v.strictObject({
  slo: v.optional(limits),
  route: v.optional(v.picklist(['chain', 'spread'])),
  rates: v.optional(v.strictObject({ cny: v.optional(aboveZero), vnd: v.optional(aboveZero) })),
  monthlyBudgetUsd: v.optional(aboveZero),
  perUser: v.optional(rate),
} satisfies Entries<PlanSettings>)

/** As it is typed after `brownout bench`. */
const profileName = v.pipe(v.string(), v.regex(/^\w[\w-]*$/, 'a name of letters, digits, - and _'))

/** What `bench.config.ts` may say about benchmarks. */
export const benchEntries = {
  models: v.optional(v.pipe(v.array(model), v.minLength(1, 'at least one model'))),
  provider: v.optional(v.picklist(Object.keys(providers) as (keyof typeof providers)[])),
  baseURL: v.optional(v.string()),
  apiKeyEnv: v.optional(v.string()),
  bench: v.optional(v.record(profileName, profile)),
  plan: v.optional(plan),
  gates: v.optional(limits),
  slo: v.optional(limits),
} satisfies Entries<BenchSettings>

function isAmount(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

function isDuration(value: unknown): boolean {
  if (typeof value === 'number') return value >= 0 && value < Infinity
  return typeof value === 'string' && /^\d+(\.\d+)?(ms|s|m)$/.test(value)
}
