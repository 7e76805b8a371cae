import { callerOf, placeOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { retryGaps, type RetryGap } from '../retryGaps.ts'
import { inMs, isLater } from '../timing.ts'

/** Fewer gaps of one kind say too little about their mean. */
const fewestGaps = 20

/**
 * Half the width of the band for the mean of n uniform draws, in standard errors. A uniform draw is sub-Gaussian with
 * its own variance, so the mean leaves the band with a chance below 2 exp(-6² / 2) = 3.1e-8, for every n; one group per
 * retry, at most 30 of them in a run, makes that a false alarm in less than one run out of a million.
 */
const standardErrors = 6

/** One draw between 0 and 1. */
const standardDeviation = Math.sqrt(1 / 12)

/** Clients round their waits to whole ms, which may move the mean by as much. */
const wholeMs = 1

const gapsNamed = 5

/**
 * Each gap alone has an upper bound only, as full jitter may draw 0. Many of a kind must also average half their
 * ceiling: that is what convicts a client which does not wait at all, or waits without jitter.
 */
export const backoffInEnvelope = defineInvariant({
  name: 'backoff-in-envelope',
  number: 8,
  requirement: 'Where no wait is asked for, retries are spread by full jitter under the declared exponential ceiling.',
  source: 'AWS Builders’ Library: time-outs, retries and backoff with jitter; cockatiel #86; Polly #2163.',
  strength: 'must',
  vantage: 'wire',
  check(view, { declared, toleranceMs, missesConnections }) {
    const findings = new Findings()
    const { backoff, rpm, tpm, maxConcurrent, hedge, deadlineMs } = declared
    if (backoff === undefined) return findings.verdict('no backoff was declared')
    if ((rpm ?? tpm ?? maxConcurrent) !== undefined)
      return findings.verdict('the declared rate or concurrency may lengthen any wait')
    // Which of several attempts at once a wait follows, the wire does not tell.
    if (hedge !== undefined) return findings.verdict('hedges were declared')
    const fairGaps: RetryGap[] = []
    for (const gap of retryGaps(view, backoff, deadlineMs, missesConnections)) {
      findings.checked()
      if (gap.fair && gap.ceilingMs > 0) fairGaps.push(gap)
      if (!isLater(gap.gapMs, gap.ceilingMs, toleranceMs)) continue
      findings.violated(
        `${callerOf(gap.after)} came back to ${placeOf(gap.after)} after ${inMs(gap.gapMs)} for its retry ` +
          `${gap.retry + 1}; backoff allows ${inMs(gap.ceilingMs)}`,
        gap.before.ended,
        gap.after.started,
      )
    }
    for (const gaps of Map.groupBy(fairGaps, ({ retry }) => retry).values()) judgeMean(gaps, toleranceMs, findings)
    return findings.verdict('no gap between two attempts was ruled by backoff alone')
  },
})

function judgeMean(gaps: readonly RetryGap[], toleranceMs: number, findings: Findings): void {
  if (gaps.length < fewestGaps) return
  const { retry, ceilingMs } = gaps[0]!
  const mean = gaps.reduce((sum, { gapMs }) => sum + gapMs / ceilingMs, 0) / gaps.length
  const spread = (standardErrors * standardDeviation) / Math.sqrt(gaps.length)
  const allowance = spread + (toleranceMs + wholeMs) / ceilingMs
  if (Math.abs(mean - 0.5) <= allowance) return
  findings.violated(
    `${gaps.length} waits before retry ${retry + 1} average ${mean.toFixed(2)} of their ceiling of ${inMs(ceilingMs)}; ` +
      `full jitter gives 0.50 ± ${allowance.toFixed(2)}`,
    ...gaps
      .slice(0, gapsNamed)
      .flatMap(({ before, after }) => [before.ended, after.started])
      .toSorted((a, b) => a.seq - b.seq),
  )
}
