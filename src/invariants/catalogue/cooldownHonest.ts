import type { CallView, EventOf, HistoryView } from '../../history/index.ts'
import { Cooldowns } from '../cooldowns.ts'
import { defineInvariant, Findings, type JudgingContext } from '../invariant.ts'
import { inMs, isLater } from '../timing.ts'

/**
 * That nothing goes before a cooldown ends, as the upstream asked for it, other rules judge; here it is what the client
 * itself says of a key. That it ends shows in calls that come a while after: they must not be refused for it, and the
 * first endpoint of a chain is asked first again. Put to the test by calls that come while a key rests or after a
 * cooldown has ended.
 */
export const cooldownHonest = defineInvariant({
  name: 'cooldown-honest',
  number: 42,
  requirement:
    'A key or an endpoint that cools down gets nothing until that ends, and is used again by the calls that come soon after.',
  source: 'LiteLLM cooldown_time; litellm #27823; AxonHub #1632: a channel that had recovered was never used again.',
  strength: 'should',
  vantage: 'driver',
  check(view, context) {
    const findings = new Findings()
    const { credentialCooldownMs } = context.declared
    if (credentialCooldownMs !== undefined) judgeBuriedKeys(view, credentialCooldownMs, context, findings)
    judgeReturns(view, context, findings)
    return findings.verdict('no key was said to rest, and no call came after a cooldown')
  },
})

/** No attempt uses a key between the instant at which the client buries it and the end of its cooldown. */
function judgeBuriedKeys(
  { events, exchanges, keysBuried }: HistoryView,
  cooldownMs: number,
  { toleranceMs }: JudgingContext,
  findings: Findings,
): void {
  if (keysBuried.length === 0) return
  const buried = new Map<string, EventOf<'key-buried'>>()
  const keyOf = new Map<string, string>()
  for (const event of events) {
    if (event.type === 'key-buried') {
      if (keyOf.size === 0) for (const { started } of exchanges) keyOf.set(started.model, started.credential)
      buried.set(laneOf(keyOf.get(event.endpoint) ?? event.endpoint, event.instance), event)
    } else if (event.type === 'attempt-started' && buried.size > 0) {
      const key = keyOf.get(event.model ?? event.endpoint)
      const burial = key === undefined ? undefined : buried.get(laneOf(key, event.instance))
      if (burial === undefined) continue
      findings.checked()
      if (!isLater(burial.at + cooldownMs, event.at, toleranceMs)) continue
      findings.violated(
        `call ${event.call} used key ${key} ${inMs(event.at - burial.at)} after the client had buried it for ` +
          inMs(cooldownMs),
        burial,
        event,
      )
    }
  }
}

/** Calls that decide at once, in the order in which they do, against what rests by then. */
function judgeReturns(view: HistoryView, { declared, toleranceMs }: JudgingContext, findings: Findings): void {
  // Where nothing is declared, nobody knows how long a key rests.
  const { credentialCooldownMs = Infinity, balance, rpm, tpm, maxConcurrent, backoff } = declared
  const cooldowns = new Cooldowns(view, credentialCooldownMs, Math.max(toleranceMs, backoff?.initialMs ?? 0))
  if (cooldowns.none) return
  // Where something else may send calls elsewhere, it says nothing that they go there.
  const isChain = balance === undefined && (rpm ?? tpm ?? maxConcurrent) === undefined
  for (const { call, first, ended } of decisionsOf(view.calls)) {
    if (first !== undefined) {
      if (isChain) judgeFirst(call, first, cooldowns, findings)
      continue
    }
    if (ended === undefined || ended.outcome.ok || call.aborted !== undefined) continue
    if (!mayRest.has(ended.outcome.errorClass ?? '')) continue
    const last = cooldowns.lastOf(call.instance, ended)
    if (last === undefined) continue
    findings.checked()
    if (last.isOver)
      findings.violated(
        `call ${call.call} was refused (${ended.outcome.errorClass}) ${inMs(ended.at - last.untilMs)} after the last ` +
          'cooldown had ended',
        last.cause,
        ended,
      )
  }
}

/** What a client says that fails a call because a key or an endpoint cools down. */
const mayRest: ReadonlySet<string> = new Set(['auth', 'permission', 'quota_exhausted', 'rate_limited'])

function judgeFirst(call: CallView, first: EventOf<'attempt-started'>, cooldowns: Cooldowns, findings: Findings): void {
  const rest = cooldowns.ofHead(call.instance, first)
  if (rest === undefined) return
  findings.checked()
  if (first.endpoint === rest.head) return
  findings.violated(
    `call ${call.call} began with ${first.endpoint}; the cooldown of ${rest.head}, which goes before, had ended ` +
      `${inMs(first.at - rest.untilMs)} ago`,
    rest.cause,
    first,
  )
}

interface Decision {
  readonly call: CallView
  readonly first: EventOf<'attempt-started'> | undefined
  readonly ended: EventOf<'call-ended'> | undefined
}

/** Who waited for something may have planned when the cooldown was not over. */
function decisionsOf(calls: readonly CallView[]): Decision[] {
  return calls
    .filter(({ waits, exchanges, attemptsStarted }) => {
      const [wait] = waits
      const [first] = attemptsStarted
      if (first === undefined) return wait === undefined && exchanges.length === 0
      return wait === undefined || wait.seq > first.seq
    })
    .map((call) => ({ call, first: call.attemptsStarted[0], ended: call.ended }))
    .toSorted((a, b) => seqOf(a) - seqOf(b))
}

function seqOf({ first, ended }: Decision): number {
  return (first ?? ended)?.seq ?? Infinity
}

function laneOf(name: string, instance = 0): string {
  return instance === 0 ? name : `${name}#${instance}`
}
