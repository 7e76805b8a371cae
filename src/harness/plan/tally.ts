import type { BenchRecord, CallSample } from '../../bench/sample.ts'
import { holds } from '../../bench/metrics/slo.ts'
import type { RecordSink } from '../bench/recordSink.ts'
import type { PlannedLimit } from './planInput.ts'

interface TallyOptions {
  readonly slo: readonly PlannedLimit[]
  readonly warmUpMs: number
  readonly everyMs: number
}

/** Counts of the calls that were due within one span of time. */
export interface TallySpan {
  due: number
  good: number
}

/**
 * Takes down what a plan needs of each call, and forgets the rest. Times are in ms from the due instant, of failures
 * infinite; costs in USD, unknown parts at their worst case.
 */
export class Tally implements RecordSink {
  readonly ttftMs: number[] = []
  readonly totalMs: number[] = []
  readonly waitedMs: number[] = []
  readonly costUsd: number[] = []
  wastedUsd = 0
  hasUnknownCost = false
  calls = 0
  answered = 0
  good = 0
  fellBack = 0
  attempts = 0
  /** Of all calls together, how long they were under way. */
  underWayMs = 0
  /** By the instant at which calls were due, warm-up included. */
  readonly spans: TallySpan[] = []
  readonly #options: TallyOptions
  readonly #limits: readonly { readonly of: 'ttft' | 'total'; readonly limit: PlannedLimit }[]

  constructor(options: TallyOptions) {
    this.#options = options
    this.#limits = options.slo.flatMap((limit) => {
      const of = limit.metric.startsWith('ttft.') ? 'ttft' : limit.metric.startsWith('total.') ? 'total' : undefined
      return of === undefined ? [] : [{ of, limit }]
    })
  }

  add(record: BenchRecord): void {
    if (record.type !== 'sample') return
    const { dueMs, endedMs, firstTokenMs, outcome } = record
    const isAnswered = outcome.startsWith('ok')
    const ttftMs = isAnswered && firstTokenMs !== null ? firstTokenMs - dueMs : Infinity
    const totalMs = isAnswered && endedMs !== null ? endedMs - dueMs : Infinity
    const isGood =
      isAnswered &&
      this.#limits.every(({ of, limit }) => holds(of === 'ttft' ? ttftMs : totalMs, limit.comparison, limit.limit))
    const span = (this.spans[Math.floor(dueMs / this.#options.everyMs)] ??= { due: 0, good: 0 })
    span.due += 1
    if (isGood) span.good += 1
    if (record.warmUp === true) return
    this.#count(record, isAnswered, isGood)
    this.ttftMs.push(ttftMs)
    this.totalMs.push(totalMs)
  }

  #count(sample: CallSample, isAnswered: boolean, isGood: boolean): void {
    const { outcome, attempts, waitedMs, atMostUsd, wastedUsd, dueMs, endedMs } = sample
    this.calls += 1
    this.attempts += attempts
    if (isAnswered) this.answered += 1
    if (isGood) this.good += 1
    if (outcome === 'ok-after-fallback') this.fellBack += 1
    this.underWayMs += (endedMs ?? dueMs) - dueMs
    if (waitedMs !== null) this.waitedMs.push(waitedMs)
    if (atMostUsd === null) this.hasUnknownCost = true
    else this.costUsd.push(Number(atMostUsd))
    this.wastedUsd += Number(wastedUsd ?? 0)
  }
}

/** What is left of a tally when the load is over: data, which may have come from another thread. */
export type TalliedCalls = Omit<Tally, 'add'>
