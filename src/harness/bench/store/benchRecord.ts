import {
  sampleOutcomes,
  type BenchRecord,
  type BudgetMark,
  type CallSample,
  type MeterReading,
  type RunNote,
} from '../../../bench/sample.ts'
import { errorClasses } from '../../../protocol/errorClass.ts'

type Check = (value: unknown) => boolean
type Fields = Readonly<Record<string, unknown>>
type Checks<Line> = Readonly<Record<keyof Line, Check>>

const outcomes: ReadonlySet<unknown> = new Set(sampleOutcomes)
const classes: ReadonlySet<unknown> = new Set(errorClasses)
const notes: ReadonlySet<unknown> = new Set(['interrupted', 'resumed', 'budget-reached', 'limit-reached'])

const text: Check = (value) => typeof value === 'string'
const number: Check = (value) => typeof value === 'number'
const count: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const countOrNone: Check = (value) => value === undefined || count(value)
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value)

const ofSample: Checks<CallSample> = {
  type: (value) => value === 'sample',
  warmUp: (value) => value === undefined || value === true,
  call: count,
  series: text,
  pair: count,
  prompt: count,
  dueMs: number,
  startedMs: orNull(number),
  firstTokenMs: orNull(number),
  endedMs: orNull(number),
  connectMs: orNull(number),
  waitedMs: orNull(number),
  outcome: (value) => outcomes.has(value),
  model: orNull(text),
  errorClass: orNull((value) => classes.has(value)),
  reason: orNull(text),
  status: orNull(number),
  attempts: count,
  tries: (value) => value === undefined || (Array.isArray(value) && value.every(isTry)),
  failoverMs: orNull(number),
  inputTokens: orNull(number),
  outputTokens: orNull(number),
  chunks: count,
  gaps: (value) => Array.isArray(value) && value.every(isGap),
  truncated: (value) => typeof value === 'boolean',
  costUsd: orNull(text),
  atMostUsd: orNull(text),
  wastedUsd: orNull(text),
}

const ofMeter: Checks<MeterReading> = {
  type: (value) => value === 'meter',
  atMs: number,
  loopLagMs: (value) => isObject(value) && number(value['p50']) && number(value['p99']) && number(value['max']),
  loopBusy: number,
  cpuWait: (value) => value === undefined || value === null || number(value),
  inFlight: count,
  shard: countOrNone,
}

const ofNote: Checks<RunNote> = {
  type: (value) => value === 'note',
  atMs: number,
  note: (value) => notes.has(value),
  text,
  shard: countOrNone,
}

const ofBudget: Checks<BudgetMark> = {
  type: (value) => value === 'budget',
  atMostUsd: text,
  requests: count,
}

const checksOf: Readonly<Record<string, readonly (readonly [field: string, check: Check])[]>> = {
  sample: Object.entries(ofSample),
  meter: Object.entries(ofMeter),
  note: Object.entries(ofNote),
  budget: Object.entries(ofBudget),
}

/** A record with all fields of its kind; undefined for anything else, as a newer version may write. More fields may stand there. */
export function asBenchRecord(fields: Fields): BenchRecord | undefined {
  const { type } = fields
  const checks = typeof type === 'string' && Object.hasOwn(checksOf, type) ? checksOf[type]! : undefined
  if (checks === undefined) return undefined
  for (const [field, check] of checks) if (!check(fields[field])) return undefined
  return fields as unknown as BenchRecord
}

function isTry(value: unknown): boolean {
  if (!isObject(value)) return false
  const { model, startedMs, endedMs, errorClass } = value
  return text(model) && number(startedMs) && number(endedMs) && (errorClass === null || classes.has(errorClass))
}

function isGap(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && number(value[0]) && count(value[1])
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
