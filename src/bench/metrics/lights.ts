import { messages } from '../../messages/index.ts'
import type { CallSample, MeterReading } from '../sample.ts'
import { littlesLawGap } from '../statistics/littlesLaw.ts'
import { cpuWaitShowsBelowMs, mostCpuWait, mostLagShare } from '../validity.ts'
import { quantileRank } from '../statistics/orderStatistics.ts'
import type { LightState, SeriesSummary, ValidityLight } from './benchSummary.ts'
import { driftOf } from './drift.ts'
import type { SampleTable } from './sampleTable.ts'
import type { Span } from './seriesSummary.ts'
import type { Room } from './valuesOf.ts'

const words = messages.benchSummary.lights

export interface LitBy {
  readonly whole: SeriesSummary
  readonly series: readonly SeriesSummary[]
  readonly table: SampleTable
  readonly room: Room
  readonly plannedCalls: number | null
}

/** What is held against a run: beyond it a light is no longer green. */
const limits = {
  lagShare: mostLagShare,
  achieved: 0.99,
  dropped: 0.01,
  littlesLaw: 0.05,
  independent: 0.5,
  drift: 0.01,
}

/** Whether a run can be believed: gathered on the way, told at the end. */
export class LightReadings {
  #fromMs = Infinity
  #toMs = -Infinity
  #underWayMs = 0
  readonly #loopLagMs: number[] = []
  readonly #cpuWait: number[] = []
  readonly #meters: { atMs: number; inFlight: number }[] = []

  addMeter({ atMs, loopLagMs, inFlight, cpuWait }: MeterReading): void {
    if (typeof cpuWait === 'number') this.#cpuWait.push(cpuWait)
    this.#loopLagMs.push(loopLagMs.p99)
    this.#meters.push({ atMs, inFlight })
  }

  addSample({ dueMs, startedMs, endedMs }: CallSample): void {
    this.#fromMs = Math.min(this.#fromMs, dueMs)
    this.#toMs = Math.max(this.#toMs, endedMs ?? dueMs)
    if (startedMs !== null && endedMs !== null) this.#underWayMs += endedMs - startedMs
  }

  span(): Span {
    return this.#fromMs <= this.#toMs ? { fromMs: this.#fromMs, toMs: this.#toMs } : { fromMs: 0, toMs: 0 }
  }

  lights(by: LitBy): ValidityLight[] {
    const { whole } = by
    const p50 = whole.metrics['total.send.p50'].successOnly?.value ?? null
    const lag = finite(whole.metrics['lag.p99'].value)
    const { calls, outcomes } = whole
    return [
      lagLight('lag', lag, p50),
      lagLight('loop-delay', p99Of(this.#loopLagMs), p50),
      light('cpu-wait', medianOf(this.#cpuWait), mostCpuWait, (value, limit) => value <= limit || isLong(p50)),
      light('achieved', share(calls, by.plannedCalls), limits.achieved, (value, limit) => value >= limit),
      light('dropped', share(outcomes.dropped, calls), limits.dropped, (value, limit) => value <= limit),
      light('littles-law', this.#littlesLaw(), limits.littlesLaw, (value, limit) => value <= limit, 'amber'),
      ...evidenceLights(by),
    ]
  }

  /** The meter's own counts of calls in flight against those that the samples imply. */
  #littlesLaw(): number | null {
    const inside = this.#meters.filter(({ atMs }) => atMs > this.#fromMs && atMs < this.#toMs)
    const seconds = (this.#toMs - this.#fromMs) / 1000
    if (inside.length < 10 || this.#underWayMs === 0) return null
    const inFlight = inside.reduce((sum, meter) => sum + meter.inFlight, 0) / inside.length
    const gap = littlesLawGap(inFlight, 1 / seconds, this.#underWayMs / 1000)
    return Number.isNaN(gap) ? null : gap
  }
}

/** TOO NOISY where what the load generator itself adds is more than a tenth of what it measures. */
function lagLight(name: 'lag' | 'loop-delay', lagMs: number | null, p50: unknown): ValidityLight {
  const ratio = lagMs === null || typeof p50 !== 'number' || p50 <= 0 ? null : lagMs / p50
  return light(name, ratio, limits.lagShare, (value, limit) => value <= limit)
}

/** Latencies of which a slice of the scheduler's is less than a hundredth. */
function isLong(p50: unknown): boolean {
  return typeof p50 === 'number' && p50 >= cpuWaitShowsBelowMs
}

function medianOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.toSorted((one, other) => one - other)[values.length >> 1]!
}

/** Lights that say how late the measuring process itself was: a red one makes a run TOO NOISY. */
export function isOfNoise(name: ValidityLight['light']): boolean {
  return name === 'lag' || name === 'loop-delay' || name === 'cpu-wait'
}

function evidenceLights({ series, table, room }: LitBy): ValidityLight[] {
  const told = series.map(({ metrics }) => metrics['total.p95'])
  const isThin = told.some(({ state }) => state === 'n-too-small')
  const worth = told.flatMap(({ effectiveN, n }) => (effectiveN === null || n === 0 ? [] : [effectiveN / n]))
  const enough = light('enough-calls', isThin ? 0 : told.length > 0 ? 1 : null, 1, (value) => value === 1, 'amber')
  const leastWorth = worth.length === 0 ? null : Math.min(...worth)
  return [
    enough,
    light('independent', leastWorth, limits.independent, (value, limit) => value >= limit, 'amber'),
    light('drift', driftOf(table, room), limits.drift, (value, limit) => value >= limit, 'amber'),
  ]
}

function light(
  name: ValidityLight['light'],
  value: number | null,
  limit: number,
  isFine: (value: number, limit: number) => boolean,
  otherwise: LightState = 'red',
): ValidityLight {
  const state = value === null ? 'unknown' : isFine(value, limit) ? 'green' : otherwise
  return { light: name, state, value, limit, text: words[name](value, limit) }
}

function share(part: number, whole: number | null): number | null {
  return whole === null || whole === 0 ? null : part / whole
}

function finite(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

function p99Of(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.toSorted((a, b) => a - b)[quantileRank(values.length, 0.99) - 1]!
}
