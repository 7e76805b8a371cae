import { tooMany } from '../chance.ts'
import { placeOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { sentAwayTogether, type SentAway } from '../sharedInstants.ts'
import { inMs } from '../timing.ts'

/** The time over which calls have to be spread is looked at in tenths … */
const bins = 10

/** … none of which may hold more than this share of them. Full jitter puts a tenth into each. */
const mostShare = 0.3

/** Clients round their waits to whole ms, which may move a return across the edge of a bin. */
const wholeMs = 1

const returnsNamed = 10

/**
 * A bin holds more than 3/10 of the calls that were sent away together, and more than chance puts there in one run out of a
 * million, see `tooMany`. Held against all who may have drawn, not only those who came back: whoever stayed away, for want of
 * a retry budget say, takes nobody's draw out of its bin, so that it does not matter which draws were kept.
 *
 * Where two witnesses differ by a tolerance t, a bin w wide holds what was drawn for w + 2t, the rounding aside.
 */
export const retriesSpread = defineInvariant({
  name: 'retries-spread',
  number: 9,
  requirement:
    'Calls that failed together, or were sent away until one instant, do not come back together, whichever process made them.',
  source: 'AWS Builders’ Library: jitter; Portkey gateway #1404; Go before 1.20: every process drew the same numbers.',
  strength: 'should',
  vantage: 'wire',
  check(view, { declared, toleranceMs }) {
    const findings = new Findings()
    const { backoff, rpm, tpm, maxConcurrent, hedge, deadlineMs } = declared
    if (backoff === undefined) return findings.verdict('no backoff was declared')
    if ((rpm ?? tpm ?? maxConcurrent) !== undefined)
      return findings.verdict('the declared rate or concurrency may lengthen any wait')
    if (hedge !== undefined) return findings.verdict('hedges were declared')
    const groups = sentAwayTogether(view, backoff, deadlineMs, toleranceMs)
    for (const group of groups) judgeGroup(group, groups.length, toleranceMs, findings)
    return findings.verdict('too few calls were sent away together for their returns to say anything')
  },
})

function judgeGroup(
  { calls, fromMs, overMs, returns }: SentAway,
  groups: number,
  toleranceMs: number,
  findings: Findings,
) {
  const binMs = overMs / bins
  const share = (binMs + 2 * toleranceMs + wholeMs) / overMs
  const most = Math.max(Math.ceil(calls * mostShare), tooMany(calls, share, groups))
  // Could all of them at one instant have been a breach?
  if (returns.length <= most) return
  findings.checked()
  for (const together of Map.groupBy(returns, ({ started }) => Math.floor((started.at - fromMs) / binMs)).values()) {
    if (together.length <= most) continue
    findings.violated(
      `${together.length} of ${calls} calls that ${placeOf(together[0]!)} had sent away together came back within ` +
        `${inMs(binMs)}; spread over ${inMs(overMs)} no more than ${most} do`,
      ...together.slice(0, returnsNamed).map(({ started }) => started),
    )
  }
}
