import { Histogram } from '../histogram.ts'
import type { GapCounts } from '../sample.ts'
import { normalQuantile } from '../statistics/normal.ts'
import { quantileRank, quantileRanks, samplesForLimits } from '../statistics/orderStatistics.ts'
import type { QuantileEstimate } from '../statistics/quantileInterval.ts'
import { studentCritical } from '../statistics/studentT.ts'

/** Twice that is held before neighbours are joined: 16 to 31 sections of consecutive calls, however many there are. */
const leastSections = 16

/**
 * Gaps between tokens in bounded memory. A call has hundreds, and they resemble each other, so calls are the unit: what the
 * gaps are worth is read from how far sections of consecutive calls differ (batch means, Schmeiser, Oper. Res. 30 (1982)).
 */
export class GapSections {
  #sections: Histogram[] = []
  #callsPerSection = 1
  #callsInLast = 0

  add(gaps: GapCounts): void {
    if (gaps.length === 0) return
    if (this.#sections.length === 0 || this.#callsInLast === this.#callsPerSection) this.#open()
    const last = this.#sections.at(-1)!
    for (const [gapMs, count] of gaps) last.record(gapMs, count)
    this.#callsInLast += 1
  }

  /** All of them. */
  whole(): Histogram {
    const whole = new Histogram()
    for (const section of this.#sections) whole.add(section)
    return whole
  }

  /** Undefined without any gaps. */
  quantile(q: number, whole: Histogram, confidence = 0.95): QuantileEstimate | undefined {
    const n = whole.total
    if (n === 0) return undefined
    const value = whole.atRank(quantileRank(n, q))
    const effectiveN = this.#effectiveN(value, whole, confidence)
    const ranks = quantileRanks(n, q, confidence, effectiveN)
    return {
      value,
      interval: ranks === undefined ? undefined : [whole.atRank(ranks.low), whole.atRank(ranks.high)],
      n,
      effectiveN,
      neededN: samplesForLimits(n, effectiveN, q, confidence),
    }
  }

  #open(): void {
    if (this.#sections.length === 2 * leastSections) {
      this.#sections = this.#sections.filter((section, index) => {
        if (index % 2 === 0) section.add(this.#sections[index + 1]!)
        return index % 2 === 0
      })
      this.#callsPerSection *= 2
    }
    this.#sections.push(new Histogram())
    this.#callsInLast = 0
  }

  /** p (1 - p) over the variance of p; smaller for what few sections leave open of that variance. */
  #effectiveN(value: number, whole: Histogram, confidence: number): number {
    const sections = this.#sections.length
    if (sections < leastSections) return 1
    const p = whole.atMost(value) / whole.total
    let squares = 0
    for (const section of this.#sections) squares += (section.atMost(value) - p * section.total) ** 2
    const variance = (squares * sections) / (sections - 1) / whole.total ** 2
    const alpha = 1 - confidence
    const penalty = (normalQuantile(1 - alpha / 2) / studentCritical(alpha, sections - 1)) ** 2
    const worth = variance > 0 ? (p * (1 - p)) / variance : whole.total
    return Math.max(1, Math.min(whole.total, worth) * penalty)
  }
}
