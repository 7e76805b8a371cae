import { answer } from '../../faults/answer.ts'
import type { FaultSpec, Rule, When } from '../../faults/index.ts'
import type { Declared } from '../../history/index.ts'
import type { CallerScript, Scenario } from '../../scenarios/scenario.ts'
import { bentBy, exchanges, whatComes, type Coming } from './whatComes.ts'

/** What bends an answer and leaves it whole, as far as its options do: every client of the format can read it. */
export const mildFaults: ReadonlySet<string> = new Set([
  'latency',
  'slowHeaders',
  'slicer',
  'keepAlive',
  'missingDone',
  'closeDelimited',
  'streamFraming',
  'streamShape',
  'jsonForStream',
  'usage',
  'largeEvent',
])

/** What is worth another attempt at the same endpoint, as far as it comes before any content. */
export const passingFaults: ReadonlySet<string> = new Set([
  'serverError',
  'overloaded',
  'rateLimit',
  'resetPeer',
  'emptyReply',
  'noHeaders',
  'noContent',
])

/** So many failures neither open a circuit nor use up a budget for retries. */
const mostFailures = 4

/** What lies between two attempts beside what is asked for: backoff at its longest is declared. */
const slackMs = 1_000

/** A healthy stream has nine pieces; shapes may make a few more of it. */
const mostPieces = 16

type Day = Pick<Scenario, 'caller' | 'expect'> & Partial<Pick<Scenario, 'load'>>

/**
 * The share of calls that are surely answered, where every endpoint gives whole answers but for a few first failures that
 * pass: whichever of them a client tries, and in whichever order, it has attempts and time enough. Undefined where that is
 * not so, or not known.
 */
export function fairShare(chain: readonly (readonly Rule[])[], { caller = {}, expect, load }: Day): number | undefined {
  const streams = caller.stream === true
  const {
    deadlineMs,
    maxAttemptsPerCall = 0,
    maxAttemptsPerEndpoint = 0,
    timeouts,
    backoff,
    longestAskedWaitMs,
  } = expect
  const attemptMs = timeouts?.attemptMs
  if (deadlineMs === undefined || attemptMs === undefined) return undefined
  const inLine = expect.maxConcurrent === undefined ? 1 : (load as { readonly calls?: number } | undefined)?.calls
  const share = shareOfPatient(caller)
  if (inLine === undefined || share === 0 || !chain.every((rules) => rules.every(isFair))) return undefined
  let failures = 0
  let answerMs = 0
  let askedMs = 0
  for (const rules of chain) {
    const endpoint = endpointOf(rules, streams, expect)
    if (endpoint === undefined || endpoint.failures >= maxAttemptsPerEndpoint) return undefined
    failures += endpoint.failures
    answerMs = Math.max(answerMs, endpoint.answerMs)
    askedMs = Math.max(askedMs, endpoint.askedMs)
  }
  if (failures > mostFailures || failures >= maxAttemptsPerCall) return undefined
  if (streams) answerMs += mostPieces * (caller.readerDelayMs ?? 0)
  // A wait up to a date is another one when the clock is set.
  if (caller.wallJump !== undefined && askedMs > 0) return undefined
  if (answerMs >= attemptMs || askedMs > (longestAskedWaitMs ?? 0)) return undefined
  const failedMs = attemptMs + Math.max(askedMs, backoff?.capMs ?? Infinity) + slackMs
  // A line is fair, but a call may stand in it behind all others.
  if (inLine > 1 && failures > 0) return undefined
  const neededMs = (failures === 0 ? 0 : failures * failedMs) + inLine * answerMs + slackMs
  return neededMs < deadlineMs ? share : undefined
}

/** Of n calls at most n / every are aborted; but who leaves is not counted at all. */
function shareOfPatient({ abortAtMs, abortEvery = 1, stopAfterDeltas }: CallerScript): number {
  if (abortAtMs === undefined) return 1
  return stopAfterDeltas === undefined ? 1 - 1 / abortEvery : 0
}

function isFair({ when, fault }: Rule): boolean {
  // How long a client waits where nobody can read for how long, is its own affair.
  return mildFaults.has(fault.type) || (passingFaults.has(fault.type) && 'first' in when && !('raw' in fault))
}

interface FairEndpoint {
  /** So many exchanges may fail there, the first ones. */
  readonly failures: number
  /** The longest that an answer takes. */
  readonly answerMs: number
  /** The longest wait that a failure asks for. */
  readonly askedMs: number
}

function endpointOf(rules: readonly Rule[], streams: boolean, { timeouts = {} }: Declared): FairEndpoint | undefined {
  const limitMs = Math.min(5_000, ...Object.values(timeouts))
  let answerMs = 0
  let askedMs = 0
  let fails = false
  for (const met of subsetsOf(rules)) {
    const passes = met.some(({ fault, when }) => passingFaults.has(fault.type) && 'first' in when)
    for (const coming of comingsOf(
      met.map(({ fault }) => fault),
      streams,
    )) {
      if (coming.isWhole && coming.text !== '') {
        if (coming.silentMs >= limitMs) return undefined
        answerMs = Math.max(answerMs, coming.takesMs)
      } else if (passes && isPassing(coming)) {
        fails = true
        askedMs = Math.max(askedMs, askedBy(coming))
      } else return undefined
    }
  }
  return { failures: fails ? firstOf(rules) : 0, answerMs, askedMs }
}

/** The longest wait that the words of a provider name where no header does, rounded up. */
const longestInWordsMs = 1_000

/** The words may name a wait too: where a header does not, they are heard. */
function askedBy({ truth }: Coming): number {
  return truth?.waitMs ?? (truth?.class === 'rate_limited' ? longestInWordsMs : 0)
}

/** In which each rule holds or does not; those that always hold do. */
function subsetsOf(rules: readonly Rule[]): Rule[][] {
  return rules.reduce<Rule[][]>(
    (subsets, rule) => ('always' in rule.when ? [] : subsets).concat(subsets.map((subset) => [...subset, rule])),
    [[]],
  )
}

/** Of the fair faults those to which it matters how long an answer is. */
export const byteCounters: ReadonlySet<string> = new Set(['slicer', 'closeDelimited', 'resetPeer'])

/** An answer names its model, its call and its attempt: what goes by bytes is looked at in the shortest and in the longest. */
const lengths = [{}, { model: 'm'.repeat(64), call: 999_999, attempt: 998, nth: 999_999 }]

/** No fair fault goes by whether the connection is a new one. */
const played = exchanges
  .filter(({ isReused }) => !isReused)
  .flatMap((exchange) => lengths.map((names) => ({ ...exchange, ...names })))

/** The healthy answer to each, and what comes of it: the same on every day. */
const healthy = played.map((exchange) => {
  const steps = [...answer(exchange)]
  return { exchange, steps, coming: whatComes(steps) }
})

/** Played one by one, as the first one that is not fair settles it. */
function* comingsOf(faults: readonly FaultSpec[], streams: boolean): Iterable<Coming> {
  const countsBytes = faults.some(({ type }) => byteCounters.has(type))
  const met = countsBytes ? faults : faults.map(withoutPadding)
  for (const { exchange, steps, coming } of healthy) {
    if (exchange.stream !== streams) continue
    yield met.length === 0 ? coming : whatComes(bentBy(met, exchange, () => steps))
    if (!countsBytes) return
  }
}

/** A hundred thousand bytes that nobody counts need not be written. */
function withoutPadding(spec: FaultSpec): FaultSpec {
  return spec.type === 'largeEvent' ? { ...spec, bytes: 1 } : spec
}

const passingClasses: ReadonlySet<string> = new Set(['server_error', 'overloaded', 'rate_limited'])

/** An error that may pass, or nothing at all before the first content. */
function isPassing({ truth, text, how, silentMs }: Coming): boolean {
  if (text !== '' || how === 'other') return false
  if (truth === undefined) return how !== 'end'
  return truth.class === 'ok' || (how === 'end' && silentMs === 0 && passingClasses.has(truth.class))
}

/** So many exchanges at most meet a rule for the first ones. */
function firstOf(rules: readonly Rule[]): number {
  return Math.max(...rules.map(({ when }) => ('first' in when ? (when as When & { first: number }).first : 0)))
}
