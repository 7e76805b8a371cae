import * as v from 'valibot'
import type {
  Declared,
  DeclaredBreaker,
  DeclaredFailure,
  DeclaredOutage,
  DeclaredQuotaUse,
  DeclaredRetryPeak,
} from '../history/index.ts'
import type { Invariant } from '../invariants/index.ts'
import { errorClasses } from '../protocol/errorClass.ts'
import type { Price } from '../protocol/money/price.ts'
import { mostInstances, worldNames, type CallerScript, type Scenario } from '../scenarios/scenario.ts'
import { answeredAfter, type Target, type TargetAbout } from '../targets/index.ts'
import { benchEntries } from './bench/benchSchema.ts'
import type { Config } from './defineConfig.ts'
import type { Entries } from './entries.ts'
import { openScript } from './script/scriptSchema.ts'

/** Names go into replay tokens and file names. */
export const name = v.pipe(v.string(), v.regex(/^[\w-]+$/, 'a name of letters, digits, - and _'))
const strength = v.picklist(['must', 'should'])
const vantage = v.picklist(['wire', 'driver', 'client'])
const worlds = v.array(v.picklist(worldNames))
const ms = v.pipe(v.number(), v.minValue(0, 'a number from 0'))
const msFromOne = v.pipe(v.number(), v.minValue(1, 'a number from 1'))
const fromOne = v.pipe(v.number(), v.integer('a whole number from 1'), v.minValue(1, 'a whole number from 1'))
const share = v.pipe(v.number(), v.minValue(0, 'a number from 0 to 1'), v.maxValue(1, 'a number from 0 to 1'))
const count = v.pipe(v.number(), v.integer('a whole number from 0'), v.minValue(0, 'a whole number from 0'))
/** The streams of chance are keyed by 32 bits. */
export const seed = v.pipe(count, v.maxValue(2 ** 32 - 1, 'a whole number up to 4294967295'))

/** A load with its options: they are its own business. */
const spec = v.looseObject({ type: v.string() })

const usd = v.pipe(v.string(), v.regex(/^\d+(\.\d{1,12})?$/, 'USD in decimal digits, such as "0.25"'))
const usdPerMillion = v.pipe(
  v.string(),
  v.regex(/^\d+(\.\d{1,6})?$/, 'USD per million tokens in decimal digits, such as "0.42"'),
)
const price = v.strictObject({
  input: usdPerMillion,
  cachedInput: v.optional(usdPerMillion),
  cacheWrite: v.optional(usdPerMillion),
  output: usdPerMillion,
  reasoning: v.optional(usdPerMillion),
} satisfies Entries<Price>)

const declared = v.strictObject({
  deadlineMs: v.optional(msFromOne),
  maxAttemptsPerCall: v.optional(fromOne),
  maxAttemptsPerEndpoint: v.optional(fromOne),
  backoff: v.optional(v.strictObject({ initialMs: ms, capMs: ms })),
  longestAskedWaitMs: v.optional(ms),
  credentialCooldownMs: v.optional(ms),
  timeouts: v.optional(
    v.strictObject({
      connectMs: v.optional(msFromOne),
      tlsMs: v.optional(msFromOne),
      headersMs: v.optional(msFromOne),
      firstTokenMs: v.optional(msFromOne),
      byteIdleMs: v.optional(msFromOne),
      tokenIdleMs: v.optional(msFromOne),
      attemptMs: v.optional(msFromOne),
    }),
  ),
  rpm: v.optional(fromOne),
  tpm: v.optional(fromOne),
  maxConcurrent: v.optional(fromOne),
  hedge: v.optional(v.strictObject({ afterMs: ms, maxHedges: fromOne })),
  balance: v.optional(v.picklist(['weighted', 'cheapest', 'least-latency', 'least-busy', 'round-robin', 'p2c-ewma'])),
  retryBudget: v.optional(v.strictObject({ ratio: ms, floorPerSecond: ms })),
  breaker: v.optional(
    v.strictObject({
      failureRatio: v.pipe(share, v.gtValue(0, 'a number above 0')),
      minSamples: fromOne,
      windowMs: msFromOne,
      openMs: msFromOne,
    } satisfies Entries<DeclaredBreaker>),
  ),
  slowCallMs: v.optional(msFromOne),
  prices: v.optional(v.record(v.string(), price)),
  budgetUsd: v.optional(usd),
  attemptAtMostUsd: v.optional(usd),
  wasteAtMost: v.optional(share),
  keysOf: v.optional(v.record(v.string(), v.string())),
  fallback: v.optional(v.literal(false)),
  answerSchema: v.optional(v.record(v.string(), v.unknown())),
  failsWith: v.optional(
    v.strictObject({
      errorClass: v.optional(v.picklist(errorClasses)),
      status: v.optional(count),
      retryAt: v.optional(v.literal(true)),
    } satisfies Entries<DeclaredFailure>),
  ),
  answeredAtLeast: v.optional(share),
  answeredAtMost: v.optional(share),
  amplificationAtMost: v.optional(v.pipe(v.number(), v.minValue(1, 'a number from 1'))),
  retryPeak: v.optional(v.strictObject({ perMs: msFromOne, ofOffered: ms } satisfies Entries<DeclaredRetryPeak>)),
  quotaUse: v.optional(
    v.strictObject({
      rpm: fromOne,
      usedAtLeast: share,
      refusedAtMost: v.optional(share),
    } satisfies Entries<DeclaredQuotaUse>),
  ),
  outage: v.optional(v.strictObject({ fromMs: ms, toMs: ms, recoversWithinMs: ms } satisfies Entries<DeclaredOutage>)),
} satisfies Entries<Declared>)

const scenario = v.strictObject({
  name,
  family: v.string(),
  requirement: v.string(),
  source: v.string(),
  strength,
  upstream: openScript,
  load: spec,
  caller: v.optional(
    v.strictObject({
      stream: v.optional(v.boolean()),
      abortAtMs: v.optional(ms),
      abortEvery: v.optional(fromOne),
      abortName: v.optional(v.picklist(['AbortError', 'TimeoutError'])),
      readerDelayMs: v.optional(ms),
      stopAfterDeltas: v.optional(count),
      maxTokens: v.optional(count),
      keyEnding: v.optional(v.pipe(v.string(), v.regex(/^\s+$/, 'white space'))),
      wallJump: v.optional(v.strictObject({ atMs: ms, byMs: v.number() })),
    } satisfies Entries<CallerScript>),
  ),
  instances: v.optional(v.pipe(fromOne, v.maxValue(mostInstances, `a whole number from 1 to ${mostInstances}`))),
  expect: declared,
  exercises: v.array(v.string()),
  worlds: v.optional(worlds),
  seed: v.optional(seed),
} satisfies Entries<Scenario>)

/** What of a scenario is played. */
const { upstream, caller, expect, instances } = scenario.entries
export const caseParts = { upstream, caller, expect, instances }

const partOfPolicy = v.picklist(Object.keys(declared.entries) as (keyof Declared)[])

const invariant = v.strictObject({
  name,
  number: v.number(),
  requirement: v.string(),
  source: v.string(),
  strength,
  vantage,
  check: v.function(),
} satisfies Entries<Invariant>)

const target = v.strictObject({
  name: v.optional(name),
  doc: v.string(),
  vantage,
  supports: v.strictObject({ stream: v.boolean(), abort: v.boolean(), policy: v.boolean() }),
  promises: v.optional(v.array(partOfPolicy)),
  notPromised: v.optional(v.array(partOfPolicy)),
  notHeldTo: v.optional(v.record(v.string(), v.string())),
  reads: v.optional(v.literal('status-and-headers')),
  knowsKeys: v.optional(v.literal(false)),
  answersAfter: v.optional(v.picklist(answeredAfter)),
  about: v.optional(
    v.strictObject({
      package: v.string(),
      version: v.function(),
      language: v.string(),
      timeoutMs: v.nullable(ms),
      timeoutOption: v.string(),
      configuration: v.string(),
    } satisfies Entries<TargetAbout>),
  ),
  rules: v.optional(v.array(invariant)),
  alsoShows: v.optional(v.array(v.string())),
  oneRunPerCall: v.optional(v.boolean()),
  oneBaseURL: v.optional(v.boolean()),
  network: v.optional(v.picklist(['own', 'process'])),
  longestCallMs: v.optional(ms),
  prepare: v.optional(v.function()),
  open: v.function(),
} satisfies Entries<Target>)

const reporter = v.looseObject({ name, doc: v.string(), render: v.function() })

const folder = v.pipe(v.string(), v.minLength(1, 'the path of a folder'))

export const configSchema = v.strictObject({
  targets: v.optional(v.record(name, target)),
  scenarios: v.optional(v.array(scenario)),
  invariants: v.optional(v.array(invariant)),
  seed: v.optional(seed),
  reporters: v.optional(v.array(v.union([v.string(), reporter], 'the name of a reporter, or one of your own'))),
  worlds: v.optional(v.pipe(worlds, v.minLength(1, 'at least one world'))),
  out: v.optional(folder),
  counterexamples: v.optional(folder),
  ...benchEntries,
} satisfies Entries<Config>)
