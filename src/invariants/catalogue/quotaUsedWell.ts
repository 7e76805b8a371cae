import type { CallView, ExchangeView, HistoryView } from '../../history/index.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { Intervals } from '../intervals.ts'
import { inMs } from '../timing.ts'

/** While the quota allows fewer requests than this, one more or less is no matter of how well it is used. */
const fewestAllowed = 10

const requestsNamed = 10

/**
 * A quota is used while somebody waits for it: a call that is under way and has no request at the upstream. Over those times
 * it allows `rpm` a minute, however its window is counted; what a bucket or a fresh window gives at once comes on top, so
 * that a good client is above 1 there.
 */
export const quotaUsedWell = defineInvariant({
  name: 'quota-used-well',
  number: 40,
  requirement: 'While calls wait, what a quota allows is granted to them, and few requests are burnt on being refused.',
  source: 'Portkey gateway: work-conserving limiters; OpenAI: unsuccessful requests count towards the limit.',
  strength: 'should',
  vantage: 'driver',
  check(view, { declared: { quotaUse } }) {
    const findings = new Findings()
    if (quotaUse === undefined) return findings.verdict('no use of a quota was declared')
    const { rpm, usedAtLeast, refusedAtMost } = quotaUse
    const waits = waitingTimes(view)
    const waitedMs = waits.totalMs()
    const allowed = (waitedMs / 60_000) * rpm
    if (allowed < fewestAllowed)
      return findings.verdict('no call had to wait for long: the demand was no more than the quota')
    findings.checked()
    const granted = view.exchanges.filter((exchange) => isGrantedWithin(exchange, waits))
    if (granted.length < usedAtLeast * allowed - 1e-9) {
      findings.violated(
        `in the ${inMs(waitedMs)} in which calls waited ${granted.length} requests were granted; ${rpm} a minute were allowed, ` +
          `and ${percent(usedAtLeast)} of them were to be used`,
        ...view.calls
          .filter(({ ended }) => ended?.outcome.ok !== true)
          .slice(0, requestsNamed)
          .map(endOf),
      )
    }
    if (refusedAtMost !== undefined) judgeRefusals(view.exchanges, refusedAtMost, findings)
    return findings.verdict('no call was made')
  },
})

function judgeRefusals(exchanges: readonly ExchangeView[], atMost: number, findings: Findings): void {
  findings.checked()
  const refused = exchanges.filter(({ response }) => response?.truth.quota !== undefined)
  if (refused.length <= atMost * exchanges.length + 1e-9) return
  findings.violated(
    `${refused.length} of ${exchanges.length} requests were refused by a quota; at most ${percent(atMost)} were to be`,
    ...refused.slice(0, requestsNamed).map(({ response }) => response!),
  )
}

/** When at least one call was under way with no request of its own at the upstream. */
function waitingTimes({ calls, events }: HistoryView): Intervals {
  const waits = new Intervals()
  const lastAtMs = events.at(-1)?.at ?? 0
  for (const { started, exchanges, ended, left } of calls) {
    let sinceMs = started.at
    for (const exchange of exchanges) {
      if (exchange.started.at > sinceMs) waits.add(sinceMs, exchange.started.at)
      sinceMs = Math.max(sinceMs, exchange.ended?.at ?? lastAtMs)
    }
    const untilMs = (ended ?? left)?.at ?? lastAtMs
    if (untilMs > sinceMs) waits.add(sinceMs, untilMs)
  }
  return waits
}

/** The wait that a granted request ends is one in which it was granted. */
function isGrantedWithin({ started, response }: ExchangeView, waits: Intervals): boolean {
  return response?.truth.class === 'ok' && waits.overlaps(started.at, started.at)
}

function endOf({ ended, started }: CallView) {
  return ended ?? started
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`
}
