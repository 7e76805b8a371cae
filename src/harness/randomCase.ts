import type * as FastCheck from 'fast-check'
import {
  catalogue,
  faultOf,
  type FaultSpec,
  type OriginScript,
  type Rule,
  type Script,
  type When,
} from '../faults/index.ts'
import type { Declared } from '../history/index.ts'
import { burst, constant, poisson, sequential, type LoadSpec } from '../load/index.ts'
import { certainAnswers } from './certainAnswers.ts'
import type { CallerScript, Scenario } from '../scenarios/scenario.ts'

type FC = typeof FastCheck
type Arbitrary<Value> = FastCheck.Arbitrary<Value>

const models = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat', 'gpt-4.1'] as const
const origins = ['gateway', 'backup', 'third'] as const

const balances = ['weighted', 'cheapest', 'least-latency', 'least-busy', 'round-robin', 'p2c-ewma'] as const

/** Objects as JSON would read them back. */
const plain = { noNullPrototype: true } as const

/** How large a case may get. */
export interface CaseBounds {
  readonly calls: number
  /** Between two calls, in ms. */
  readonly pauseMs: number
  /** From when on, and for how long, a rule may hold, in ms. */
  readonly during: readonly [fromMs: number, lastsMs: number]
  /** Ranges of the deadline, in ms. */
  readonly deadlinesMs: readonly (readonly [min: number, max: number])[]
  /** The shortest of the other time limits, in ms. */
  readonly shortestLimitMs: number
  /** The longest that a reader thinks over one piece of a stream, in ms. */
  readonly longestThoughtMs: number
}

/** Tight and generous policies alike; a deadline of at most a minute keeps the virtual hours few. */
const ofAnySize: CaseBounds = {
  calls: 30,
  pauseMs: 10_000,
  during: [10_000, 30_000],
  deadlinesMs: [
    [50, 2_000],
    [2_000, 60_000],
  ],
  shortestLimitMs: 50,
  longestThoughtMs: 2_000,
}

/** Cases for real time: soon over, and no limit so short that a busy machine passes it by itself. */
export const quickCases: CaseBounds = {
  calls: 4,
  pauseMs: 300,
  during: [500, 1_000],
  deadlinesMs: [[300, 600]],
  shortestLimitMs: 200,
  longestThoughtMs: 60,
}

/**
 * A case: a scenario made at random, as plain JSON. It expects a share of answers only where one is certain
 * beforehand; every other rule holds as always. fast-check comes in as an argument, so that only tests load it.
 */
export function randomCase(fc: FC, bounds: CaseBounds = ofAnySize): Arbitrary<Scenario> {
  return fc
    .record({
      upstream: script(fc, bounds),
      load: load(fc, bounds),
      caller: caller(fc, bounds),
      expect: policy(fc, bounds),
    })
    .map(({ upstream, load: calls, caller: behaviour, expect }) => ({
      name: 'random-case',
      family: 'random',
      requirement: 'Whatever the day brings, every rule holds.',
      source: 'Made at random from the catalogue of faults.',
      strength: 'must',
      upstream,
      load: calls,
      caller: behaviour,
      expect: { ...expect, keysOf: keysIn(upstream), ...certainAnswers({ upstream, caller: behaviour, expect }) },
      exercises: [],
    }))
}

function keysIn({ origins: places = {} }: Script): Record<string, string> {
  return Object.fromEntries(Object.entries(places).map(([origin, { credential = origin }]) => [origin, credential]))
}

/** Up to four models at up to three places, whose keys may be one and the same. */
function script(fc: FC, bounds: CaseBounds): Arbitrary<Script> {
  const rules = (fault: Arbitrary<FaultSpec>, maxLength: number): Arbitrary<Rule[]> =>
    fc.array(fc.record({ when: when(fc, bounds), fault }, plain), { maxLength, size: 'max' })
  const model = fc.record({ rules: rules(exchangeFault(fc), 3), place: fc.nat(origins.length - 1) })
  const place = fc.record({
    rules: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Rule[]>([]) },
      { weight: 1, arbitrary: rules(connectionFault(fc), 2) },
    ),
    sharesKey: fc.boolean(),
    http2: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  })
  return fc
    .record({
      chain: fc.array(model, { minLength: 1, maxLength: models.length, size: 'max' }),
      places: fc.tuple(place, place, place),
    })
    .map(({ chain, places }) => ({
      models: Object.fromEntries(
        chain.map(({ rules: bent, place: at }, index) => [
          models[index]!,
          bent.filter(({ fault }) => speaks(fault, places[at]!.http2)),
        ]),
      ),
      origins: Object.fromEntries(
        origins.flatMap((name, at) => {
          const serves = models.filter((_, index) => chain[index]?.place === at)
          if (serves.length === 0) return []
          const { rules: bent, sharesKey, http2 } = places[at]!
          const origin: OriginScript = {
            serves,
            credential: sharesKey ? 'shared' : name,
            tls: http2 || bent.some(({ fault }) => fault.type.startsWith('tls')),
            ...(http2 ? { http2 } : {}),
            rules: bent,
          }
          return [[name, origin]]
        }),
      ),
    }))
}

/** Whether a fault has something to bend in that version of HTTP. */
function speaks(spec: FaultSpec, http2: boolean): boolean {
  const fault = faultOf(spec)
  return fault.on === 'connection' || fault.speaks === undefined || (fault.speaks === 'h2') === http2
}

function when(fc: FC, { during: [latestMs, longestMs] }: CaseBounds): Arbitrary<When> {
  return fc.oneof(
    fc.constant({ always: true } as const),
    fc.record({ first: fc.integer({ min: 1, max: 6 }) }, plain),
    fc.record({ after: fc.nat(6) }, plain),
    fc
      .tuple(fc.nat(latestMs), fc.nat(longestMs))
      .map(([fromMs, lastsMs]) => ({ during: [fromMs, fromMs + lastsMs] as const })),
    fc.record({ probability: fc.integer({ min: 1, max: 9 }).map((tenths) => tenths / 10) }, plain),
  )
}

/** What puts most rules to the test comes more often, however long the catalogue is; every other fault has the weight 1. */
const weights: Readonly<Record<string, number>> = {
  rateLimit: 12,
  status: 4,
  serverError: 3,
  limitData: 3,
  redirect: 3,
  invalidApiKey: 3,
}

function exchangeFault(fc: FC): Arbitrary<FaultSpec> {
  return fc.oneof(
    ...faultsOn('exchange').map((fault) => ({ weight: weights[fault.type] ?? 1, arbitrary: specOf(fc, fault) })),
  )
}

function connectionFault(fc: FC): Arbitrary<FaultSpec> {
  return fc.oneof(...faultsOn('connection').map((fault) => specOf(fc, fault)))
}

type AnyFault = (typeof catalogue)[keyof typeof catalogue]

function faultsOn(on: AnyFault['on']): AnyFault[] {
  return Object.values(catalogue).filter((fault) => fault.on === on)
}

function specOf(fc: FC, fault: AnyFault): Arbitrary<FaultSpec> {
  return (fault.arbitrary(fc) as Arbitrary<object>).map((options) => ({ type: fault.type, ...options }))
}

function load(fc: FC, { calls: mostCalls, pauseMs }: CaseBounds): Arbitrary<LoadSpec> {
  const calls = fc.integer({ min: 1, max: mostCalls })
  return fc.oneof(
    fc.record({ calls, pauseMs: fc.nat(pauseMs) }).map(sequential),
    fc.record({ calls }).map(burst),
    fc.record({ calls, everyMs: fc.integer({ min: 1, max: pauseMs }) }).map(constant),
    fc
      .record({
        perSecond: fc.integer({ min: 1, max: 10 }),
        durationMs: fc.integer({ min: 100, max: mostCalls * 100 }),
      })
      .map(poisson),
  )
}

function caller(fc: FC, { longestThoughtMs }: CaseBounds): Arbitrary<CallerScript> {
  return fc
    .record({
      stream: fc.boolean(),
      abortAtMs: sometimes(fc, fc.oneof(fc.nat(100), fc.nat(5_000))),
      abortEvery: fc.constantFrom(1, 1, 2, 3),
      abortName: fc.constantFrom('AbortError' as const, 'TimeoutError' as const),
      stopAfterDeltas: sometimes(fc, fc.integer({ min: 1, max: 9 })),
      readerDelayMs: sometimes(fc, fc.oneof(fc.nat(20), fc.nat(longestThoughtMs))),
    })
    .map(({ stream: streams, abortAtMs, abortEvery, abortName, stopAfterDeltas, readerDelayMs }) => ({
      stream: streams,
      ...(abortAtMs === undefined ? {} : { abortAtMs, abortEvery, abortName }),
      ...(streams && stopAfterDeltas !== undefined ? { stopAfterDeltas } : {}),
      ...(streams && readerDelayMs !== undefined ? { readerDelayMs } : {}),
    }))
}

function policy(fc: FC, { deadlinesMs, shortestLimitMs }: CaseBounds): Arbitrary<Declared> {
  const from = (min: number, max: number) => fc.integer({ min, max })
  const limit = from(shortestLimitMs, 5_000)
  return fc
    .record({
      declared: fc.record({
        deadlineMs: fc.oneof(...deadlinesMs.map((range) => from(...range))),
        maxAttemptsPerCall: from(1, 8),
        maxAttemptsPerEndpoint: from(1, 4),
        backoff: fc.record({ initialMs: from(1, 1_000), capMs: from(1, 10_000) }, plain),
        longestAskedWaitMs: from(0, 60_000),
        credentialCooldownMs: from(0, 300_000),
        timeouts: fc.record(
          {
            connectMs: limit,
            headersMs: limit,
            firstTokenMs: limit,
            byteIdleMs: limit,
            tlsMs: limit,
            tokenIdleMs: limit,
            attemptMs: from(shortestLimitMs, 20_000),
          },
          plain,
        ),
      }),
      rpm: sometimes(fc, from(1, 10)),
      // Rules that judge waits alone need days on which nothing else makes anybody wait: half of them.
      more: fc.oneof(fc.constant({}), more(fc)),
    })
    .map(({ declared, rpm, more: others }) => ({ ...declared, ...given({ rpm, ...others }) }))
}

type MaybeDeclared = { readonly [Name in keyof Declared]: Declared[Name] | undefined }

/** Further limits, hedges, balances, slow answers that count, no fallback: each in a case of three. */
function more(fc: FC): Arbitrary<MaybeDeclared> {
  const from = (min: number, max: number) => fc.integer({ min, max })
  return fc.record({
    tpm: sometimes(fc, from(20, 500)),
    maxConcurrent: sometimes(fc, fc.oneof(from(1, 2), from(1, 8))),
    hedge: sometimes(fc, fc.record({ afterMs: from(0, 2_000), maxHedges: from(1, 3) }, plain)),
    balance: sometimes(fc, fc.constantFrom(...balances)),
    slowCallMs: sometimes(fc, from(10, 5_000)),
    fallback: sometimes(fc, fc.constant(false)),
  })
}

function given(options: MaybeDeclared): Declared {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Declared
}

/** Undefined in two cases of three. */
function sometimes<Value>(fc: FC, arbitrary: Arbitrary<Value>): Arbitrary<Value | undefined> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
}
