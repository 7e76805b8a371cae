import { milliseconds, type Duration } from '../client/duration.ts'
import { perSecondOf } from '../harness/bench/amounts.ts'
import type { Shard } from '../harness/bench/benchPlan.ts'
import { Problem } from '../harness/problem.ts'
import { messages } from '../messages/index.ts'
import { once } from './once.ts'

const words = messages.errors.benchFlags

/** A day: what runs longer is a service, not a benchmark. */
const longestMs = 24 * 3_600_000
/** Far more than one process can start; a slip of zeros is caught. */
const mostPerSecond = 1_000_000

/** `60s`, `2m`, `500ms`: in ms. Without a unit nobody knows whether seconds or milliseconds are meant. */
export function duration(found: unknown, flag: string, command: string): number {
  const value = once(found, flag, command)
  const lengthMs = durationOf(value)
  if (lengthMs !== undefined) return lengthMs
  // Whoever follows the advice must not meet the next error: 0 makes no sense with any unit, 90000 only in ms.
  const meant = /^\d+(\.\d+)?$/.test(value) ? [`${value}s`, `${value}ms`] : []
  const withUnit = meant.filter((one) => durationOf(one) !== undefined)
  throw new Problem('usage', words.noDuration(flag, value, command, withUnit))
}

/** In ms; undefined for what is no time above 0 and up to a day. */
function durationOf(value: string): number | undefined {
  if (!/^\d{1,9}(\.\d{1,6})?(ms|s|m)$/.test(value)) return undefined
  const lengthMs = milliseconds('duration', value as Duration)
  return lengthMs > 0 && lengthMs <= longestMs ? lengthMs : undefined
}

/** As `duration`, and 0 for none of it. */
export function durationOrNone(found: unknown, flag: string, command: string): number {
  return once(found, flag, command) === '0' ? 0 : duration(found, flag, command)
}

/** `2/s`, `120/m`, `2`: calls per second. */
export function rate(found: unknown, flag: string, command: string): number {
  const value = once(found, flag, command)
  const perSecond = value.length > 20 ? undefined : perSecondOf(value)
  if (perSecond !== undefined && perSecond <= mostPerSecond) return perSecond
  throw new Problem('usage', words.noRate(flag, value, command))
}

export function cache(found: unknown, flag: string, command: string): 'unique' | 'allow' {
  const value = once(found, flag, command)
  if (value === 'unique' || value === 'allow') return value
  throw new Problem('usage', words.noCache(flag, value, command))
}

const mostShards = 1_000

/** `2/5`: the second of five machines. */
export function shard(found: unknown, flag: string, command: string): Shard {
  const value = once(found, flag, command)
  const [, index, of] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(value)?.map(Number) ?? []
  if (index !== undefined && of !== undefined && index <= of && of <= mostShards) return { index, of }
  throw new Problem('usage', words.noShard(flag, value, command, mostShards))
}

/** A call's number in its plan: from 0. */
export function callNumber(found: unknown, flag: string, command: string): number {
  const value = once(found, flag, command)
  if (/^\d{1,15}$/.test(value)) return Number(value)
  throw new Problem('usage', messages.errors.noCallNumber(flag, value, command))
}

/** A count from 1. */
export function fromOne(found: unknown, flag: string, command: string): number {
  const value = once(found, flag, command)
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value)
  throw new Problem('usage', messages.errors.record.noCount(flag, value, command))
}
