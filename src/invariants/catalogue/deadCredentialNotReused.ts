import type { ExchangeView, HistoryView } from '../../history/index.ts'
import {
  byCall,
  callerOf,
  credentialOf,
  mayHideAnswers,
  placeOf,
  startedAfter,
  walk,
  whyHidden,
  type AnsweredExchange,
} from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { inMs, isLater } from '../timing.ts'

/**
 * Within one call the order of events decides. Between calls an exchange that was on the wire before the refusal, or
 * started within the tolerance after it, is no breach: its call could not know.
 */
export const deadCredentialNotReused = defineInvariant({
  name: 'dead-credential-not-reused',
  number: 4,
  requirement:
    'A key that was refused or has no money left is not used again by that call, nor by others while it cools.',
  source: 'OpenAI on quotas: "retrying will not restore access"; litellm #7091, #37592; software-agent-sdk #4936.',
  strength: 'must',
  vantage: 'wire',
  check(view, context) {
    const {
      declared: { credentialCooldownMs },
      toleranceMs,
    } = context
    const findings = new Findings()
    if (mayHideAnswers(context)) return findings.verdict(whyHidden)
    const refusals = view.refusals.filter(killsCredential)
    for (const { call, answers } of byCall(view, refusals)) judgeWithinCall(call.exchanges, answers, findings)
    if (credentialCooldownMs !== undefined)
      judgeBetweenCalls(view, refusals, credentialCooldownMs, toleranceMs, findings)
    return findings.verdict('no key was refused and none ran out of money')
  },
})

function judgeWithinCall(
  exchanges: readonly ExchangeView[],
  refusals: readonly AnsweredExchange[],
  findings: Findings,
): void {
  findings.checked(refusals.length)
  const dead = new Map<string, AnsweredExchange>()
  walk(exchanges, refusals, startedAfter, {
    answer: (answer) => void dead.set(answer.started.credential, answer),
    start: (exchange) => {
      const { credential } = exchange.started
      const refusal = dead.get(credential)
      if (refusal === undefined) return
      findings.violated(
        `${callerOf(exchange)} used key ${credential} again, on ${placeOf(exchange)}, after ${causeOf(refusal)}`,
        refusal.response,
        exchange.started,
      )
    },
  })
}

function judgeBetweenCalls(
  { exchanges }: HistoryView,
  refusals: readonly AnsweredExchange[],
  cooldownMs: number,
  toleranceMs: number,
  findings: Findings,
): void {
  /** Per key the refusal that binds longest. */
  const dead = new Map<string, AnsweredExchange>()
  walk(exchanges, refusals, ({ started }, { ended }) => isLater(started.at, ended.at, toleranceMs), {
    answer: (answer) => {
      const credential = credentialOf(answer)
      const earlier = dead.get(credential)
      if (earlier === undefined || earlier.response.at <= answer.response.at) dead.set(credential, answer)
    },
    start: (exchange) => {
      if (dead.size === 0) return
      const { started } = exchange
      const refusal = dead.get(credentialOf(exchange))
      if (refusal === undefined || (started.call !== null && refusal.started.call === started.call)) return
      if (!isLater(refusal.response.at + cooldownMs, started.at, toleranceMs)) return
      findings.violated(
        `${callerOf(exchange)} used key ${started.credential} ${inMs(started.at - refusal.response.at)} after ` +
          `${causeOf(refusal)}; it was to rest for ${inMs(cooldownMs)}`,
        refusal.response,
        started,
      )
    },
  })
}

function killsCredential({ response }: AnsweredExchange): boolean {
  return response.truth.class === 'auth' || response.truth.class === 'quota_exhausted'
}

function causeOf({ response }: AnsweredExchange): string {
  return `${response.status} (${response.truth.class})`
}
