import {
  bend,
  catalogue,
  endpointsOf,
  faultNamed,
  type FaultSpec,
  type Rule,
  type ScriptedEndpoint,
  type Step,
  type When,
} from '../../faults/index.ts'
import { answer } from '../../faults/answer.ts'
import type { Declared, ResponseTruth } from '../../history/index.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { certainFailure } from './certainFailure.ts'
import { fairShare } from './fairChain.ts'
import { limitsOrMixes } from './limitsOrMixes.ts'
import { exchanges } from './whatComes.ts'

type Day = Pick<Scenario, 'upstream' | 'caller' | 'expect'> & Partial<Pick<Scenario, 'load'>>

interface Place extends ScriptedEndpoint {
  /** Whatever bends what this endpoint gives: rules of its model, rules of its origin. */
  readonly rules: readonly (readonly Rule[])[]
}

/**
 * What is certain, whatever else a correct client decides: where every endpoint always gives something else there is no
 * answer, and a good endpoint that a call surely reaches in time answers it. Nothing is said about the days between.
 */
export function certainAnswers(day: Day): Pick<Declared, 'answeredAtLeast' | 'answeredAtMost' | 'failsWith'> {
  const { models, origins } = day.upstream
  const chain = endpointsOf(day.upstream).map((endpoint) => ({
    ...endpoint,
    rules: [models[endpoint.model] ?? [], origins?.[endpoint.origin]?.rules ?? []],
  }))
  if (chain.every(({ rules }) => rules.some(neverAnswers))) return { answeredAtMost: 0, ...surelyFailsWith(chain, day) }
  // Who has spent its money answers no more.
  if (day.expect.budgetUsd !== undefined) return {}
  if (surelyReachesGood(chain, day)) return { answeredAtLeast: 1 }
  const share = fairShareOf(chain, day)
  return share === undefined ? {} : { answeredAtLeast: share }
}

/** With one endpoint, and nothing that makes a call wait: one way to fail, for all calls. */
function surelyFailsWith([only, ...others]: readonly Place[], { expect }: Day): Pick<Declared, 'failsWith'> {
  const [ofModel = [], ofOrigin = []] = only?.rules ?? []
  if (others.length > 0 || ofOrigin.length > 0 || limitsOrMixes(expect) || expect.budgetUsd !== undefined) return {}
  const failsWith = certainFailure(ofModel)
  return failsWith === undefined ? {} : { failsWith }
}

/** Rules around one that always replaces the answer can only bend what replaced it, but for answers of their own. */
function neverAnswers(rules: readonly Rule[]): boolean {
  const replacedAt = rules.findIndex(({ when, fault }) => isAlways(when) && replacesAnswer(fault))
  return replacedAt >= 0 && !rules.slice(0, replacedAt).some(({ fault }) => hasOwnAnswers(fault))
}

/** A recording may hold good answers and bad ones: nothing is certain of it. */
function hasOwnAnswers({ type }: FaultSpec): boolean {
  return type === catalogue.playback.type
}

function isAlways(when: When): boolean {
  return 'always' in when || ('after' in when && when.after === 0)
}

/** True for a fault that does not even look at the answer which it stands before, and has none itself. */
function replacesAnswer(spec: FaultSpec): boolean {
  if (hasOwnAnswers(spec)) return false
  const fault = faultNamed(spec.type)
  return fault.on === 'connection' ? fault.connect(spec as never).do !== 'accept' : stepsOf(spec) !== undefined
}

/** What a fault gives in place of the answer; undefined for one that bends it, now and then, or the connection. */
function stepsOf(spec: FaultSpec): readonly Step[] | undefined {
  const fault = faultNamed(spec.type)
  // What depends on the exchanges before may let one pass.
  if (fault.on === 'connection' || fault.memory !== undefined) return undefined
  let asked = false
  const next = () => {
    asked = true
    return []
  }
  let steps: readonly Step[] | undefined
  for (const exchange of exchanges) {
    const given = [...bend(spec, exchange, next)]
    // Most faults bend the answer of every exchange: the first one says so, and every case is looked at.
    if (asked) return undefined
    steps ??= given
  }
  return steps
}

/** No wait between two attempts is longer than this, but for declared backoff: longer ones mean the next endpoint. */
const longestPatienceMs = 1_000

function surelyReachesGood(chain: readonly Place[], { caller = {}, expect }: Day): boolean {
  // An abort, a slow reader, a limit, or an attempt spent on a hedge, may keep even a good endpoint from answering.
  if ((caller.abortAtMs ?? caller.readerDelayMs) !== undefined || limitsOrMixes(expect)) return false
  const goodAt = chain.findIndex(({ rules }) => rules.every(({ length }) => length === 0))
  if (goodAt <= 0) return goodAt === 0
  const before = chain.slice(0, goodAt)
  // What may break after its first piece, refuse the whole call, or kill the good endpoint’s key, is in the way.
  if (caller.stream === true || before.some(({ rules }) => mayRefuseCall(rules.flat()))) return false
  if (before.some(({ credential }) => credential === chain[goodAt]!.credential)) return false
  const { maxAttemptsPerCall = 0, maxAttemptsPerEndpoint = Infinity, deadlineMs = 0, timeouts, backoff } = expect
  const attemptsBefore = before.length * maxAttemptsPerEndpoint
  const eachMs = (timeouts?.attemptMs ?? Infinity) + Math.max(longestPatienceMs, backoff?.capMs ?? Infinity)
  return attemptsBefore < maxAttemptsPerCall && attemptsBefore * eachMs + longestPatienceMs < deadlineMs
}

/** Of a day on which nothing but the line before an endpoint makes anybody wait. */
function fairShareOf(chain: readonly Place[], day: Day): number | undefined {
  if (limitsOrMixes(day.expect, 'maxConcurrent') || chain.some(({ rules: [, ofOrigin = []] }) => ofOrigin.length > 0))
    return undefined
  return fairShare(
    chain.map(({ rules: [ofModel = []] }) => ofModel),
    day,
  )
}

/** A request that is wrong for one endpoint is wrong for all. Words that say otherwise may be cut off by another rule. */
function mayRefuseCall(rules: readonly Rule[]): boolean {
  return rules.some(
    (rule) =>
      hasOwnAnswers(rule.fault) ||
      saysRequestIsWrong(rule) ||
      (hasRefusingStatus(rule) && (rule.fault.type === 'status' || rules.length > 1)),
  )
}

/** In so many words, or in none that a filter let pass: no other endpoint is asked with the same messages. */
function saysRequestIsWrong({ fault }: Rule): boolean {
  const definition = faultNamed(fault.type)
  // What counts what came before goes by how much there was, not by what it was.
  if (definition.on === 'connection' || definition.memory !== undefined) return false
  const meanings = exchanges.map((exchange) => meaningOf(bend(fault, exchange, () => answer(exchange))))
  return meanings.some((meaning) => meaning === 'invalid_request' || meaning === 'content_policy')
}

function meaningOf(steps: Iterable<Step>): ResponseTruth['class'] | undefined {
  for (const step of steps) if (step.do === 'head') return step.truth.class
  return undefined
}

/** By its status alone the request itself is wrong; the body may say otherwise. */
export function hasRefusingStatus({ fault }: Rule): boolean {
  const status = stepsOf(fault)?.flatMap((step) => (step.do === 'head' ? [step.status] : []))[0]
  return status !== undefined && refusals.includes(status)
}

const refusals: readonly number[] = [400, 405, 413, 422]
