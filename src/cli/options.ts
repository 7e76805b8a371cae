import type { Options } from 'yargs'
import type { Shard } from '../harness/bench/benchPlan.ts'
import { Problem } from '../harness/problem.ts'
import { messages, type Language } from '../messages/index.ts'
import { cache, callNumber, duration, durationOrNone, fromOne, rate, shard } from './benchOptions.ts'
import { margin } from './compare/marginOption.ts'
import { language } from './languageOption.ts'
import { once } from './once.ts'
import { amountAboveZero, route } from './planOptions.ts'

const words = messages.errors

/** Every flag of every command, after it was read. What was not given is undefined. */
export interface Flags {
  readonly target?: readonly string[]
  readonly world?: readonly string[]
  readonly seed?: number | 'random'
  readonly 'real-seconds'?: number
  readonly runs?: number
  readonly workers?: number
  readonly save?: boolean
  /** 0: any free one. */
  readonly port?: number
  readonly host?: string
  readonly tls?: boolean
  readonly open?: boolean
  readonly token?: boolean
  readonly judge?: boolean
  readonly format?: readonly string[]
  readonly reporter?: readonly string[]
  readonly 'add-reporter'?: readonly string[]
  readonly out?: string
  readonly models?: readonly string[]
  /** 2026-05-31. */
  readonly date?: string
  readonly baseline?: string
  readonly 'save-baseline'?: string
  /** A share: 0.1 for 10 %. */
  readonly margin?: number
  readonly summary?: string
  readonly junit?: string
  readonly lang?: Language
  readonly json?: boolean
  readonly quiet?: boolean
  /** The program of `brownout judge`, as it is typed into a shell. */
  readonly exec?: string
  /** `BACKUP=moonshot-v1-8k`, as they were given. */
  readonly map?: readonly string[]
  readonly protocol?: string
  readonly jobs?: number
  /** In seconds. */
  readonly 'time-limit'?: number
  readonly concurrency?: number
  /** By its number in the plan, from 0. */
  readonly call?: number
  /** Calls per second. */
  readonly rate?: number
  /** In ms. */
  readonly duration?: number
  readonly requests?: number
  readonly workload?: string
  readonly scenario?: string
  /** In ms. */
  readonly 'warm-up'?: number
  /** False for `--no-fallback`. */
  readonly fallback?: false
  readonly cache?: 'unique' | 'allow'
  readonly 'max-in-flight'?: number
  readonly shard?: Shard
  /** In ms. */
  readonly deadline?: number
  readonly gc?: boolean
  /** In ms; below 0 the clock is behind. */
  readonly 'clock-skew'?: number
  readonly upstream?: string
  readonly live?: boolean
  readonly 'confirm-live'?: string
  readonly 'base-url'?: string
  /** In USD, as it was typed: an exact amount is read where it is used. */
  readonly 'max-cost'?: string
  /** Attempts on the wire. */
  readonly 'max-requests'?: number
  /** In ms. */
  readonly 'max-duration'?: number
  readonly yes?: boolean
  readonly 'key-file'?: string
  readonly 'key-stdin'?: boolean
  readonly 'max-exchanges'?: number
  readonly 'max-bytes'?: number
  readonly ca?: string
  readonly 'keep-prompts'?: boolean
  /** False for `--no-text`. */
  readonly text?: false
  /** Limits, as they were typed. */
  readonly slo?: readonly string[]
  /** `600`, `a=600`, `none`. */
  readonly rpm?: readonly string[]
  readonly tpm?: readonly string[]
  readonly from?: string
  readonly route?: 'chain' | 'spread'
  readonly users?: number
  /** Calls per second. */
  readonly 'per-user'?: number
  readonly traffic?: string
  /** In USD a month. */
  readonly budget?: number
  /** For one USD. */
  readonly 'rate-cny'?: number
  readonly 'rate-vnd'?: number
  readonly trials?: number
  /** False for `--no-config`. */
  readonly config?: string | false
}

export type OptionName = keyof Flags

/** Seeds fit into 32 bits: that is what the streams of chance are keyed by. */
const largestSeed = 2 ** 32 - 1

/** How a flag is declared to yargs, and how what yargs found is read. */
interface Option {
  readonly declared: Options
  read(found: unknown, flag: string, command: string): unknown
}

const onOff: Option = { declared: { type: 'boolean' }, read: (found) => found }

/** Repeated or with commas. */
const names: Option = {
  declared: { type: 'string' },
  read: (found, flag, command) => {
    const given = [found].flat().flatMap((one) => parts(once(one, flag, command)))
    const read = given.map((name) => name.trim()).filter((name) => name !== '')
    if (read.length === 0) throw new Problem('usage', words.noValue(flag, command))
    return read
  },
}

/** A program's command line may hold commas of its own. */
function parts(value: string): string[] {
  return value.startsWith('exec:') ? [value] : value.split(',')
}

const text: Option = { declared: { type: 'string' }, read: once }

const options: Readonly<Record<OptionName, Option>> = {
  target: names,
  world: names,
  format: names,
  reporter: names,
  'add-reporter': names,
  out: text,
  models: names,
  date: { declared: { type: 'string' }, read: day },
  seed: { declared: { type: 'string' }, read: seed },
  'real-seconds': { declared: { type: 'string' }, read: seconds },
  runs: { declared: { type: 'string' }, read: wholeNumber(10_000_000) },
  workers: { declared: { type: 'string' }, read: wholeNumber(64) },
  save: onOff,
  port: { declared: { type: 'string' }, read: port },
  host: text,
  tls: onOff,
  open: onOff,
  token: onOff,
  judge: onOff,
  exec: text,
  map: names,
  protocol: text,
  jobs: { declared: { type: 'string' }, read: wholeNumber(64) },
  'time-limit': { declared: { type: 'string' }, read: seconds },
  concurrency: { declared: { type: 'string' }, read: wholeNumber(1_000) },
  call: { declared: { type: 'string' }, read: callNumber },
  rate: { declared: { type: 'string' }, read: rate },
  duration: { declared: { type: 'string' }, read: duration },
  requests: { declared: { type: 'string' }, read: wholeNumber(1_000_000_000) },
  workload: text,
  scenario: text,
  'warm-up': { declared: { type: 'string' }, read: durationOrNone },
  fallback: { declared: { type: 'boolean' }, read: onlyOff },
  cache: { declared: { type: 'string' }, read: cache },
  'max-in-flight': { declared: { type: 'string' }, read: wholeNumber(1_000_000) },
  deadline: { declared: { type: 'string' }, read: duration },
  shard: { declared: { type: 'string' }, read: shard },
  gc: onOff,
  'clock-skew': { declared: { type: 'string' }, read: skew },
  upstream: text,
  'confirm-live': text,
  'base-url': text,
  'max-cost': text,
  'max-requests': { declared: { type: 'string' }, read: fromOne },
  'max-duration': { declared: { type: 'string' }, read: duration },
  yes: onOff,
  'key-file': text,
  'key-stdin': onOff,
  ca: text,
  'max-exchanges': { declared: { type: 'string' }, read: fromOne },
  'max-bytes': { declared: { type: 'string' }, read: fromOne },
  config: { ...text, read: (found, flag, command) => (found === false ? false : once(found, flag, command)) },
  slo: names,
  rpm: names,
  tpm: names,
  from: text,
  route: { declared: { type: 'string' }, read: route },
  users: { declared: { type: 'string' }, read: wholeNumber(1_000_000_000) },
  'per-user': { declared: { type: 'string' }, read: rate },
  traffic: text,
  budget: { declared: { type: 'string' }, read: amountAboveZero },
  'rate-cny': { declared: { type: 'string' }, read: amountAboveZero },
  'rate-vnd': { declared: { type: 'string' }, read: amountAboveZero },
  trials: { declared: { type: 'string' }, read: wholeNumber(1_000) },
  baseline: text,
  'save-baseline': text,
  margin: { declared: { type: 'string' }, read: margin },
  summary: text,
  junit: text,
  lang: { declared: { type: 'string' }, read: language },
  json: onOff,
  live: onOff,
  'keep-prompts': onOff,
  text: { declared: { type: 'boolean' }, read: onlyOff },
  quiet: { ...onOff, declared: { type: 'boolean', alias: 'q' } },
}

/** For yargs. No `coerce`: what it throws would lose its class on the way through yargs. */
export function declared(flags: readonly OptionName[]): Record<string, Options> {
  return Object.fromEntries(flags.map((flag) => [flag, options[flag].declared]))
}

export function readFlags(
  found: Readonly<Record<string, unknown>>,
  flags: readonly OptionName[],
  command: string,
): Flags {
  const given = flags.filter((flag) => found[flag] !== undefined)
  return Object.fromEntries(given.map((flag) => [flag, options[flag].read(found[flag], `--${flag}`, command)]))
}

/** `--seed=abc` must be an error: yargs' own numbers would make it NaN and go on. */
function seed(found: unknown, flag: string, command: string): number | 'random' {
  const value = once(found, flag, command)
  if (value === 'random') return value
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
  if (!(number <= largestSeed)) throw new Problem('usage', words.noSeed(value, command, largestSeed))
  return number
}

function seconds(found: unknown, flag: string, command: string): number {
  const value = once(found, flag, command)
  const number = /^\d*\.?\d+$/.test(value) ? Number(value) : 0
  if (number > 0) return number
  throw new Problem('usage', words.noSeconds(flag, value, command))
}

const skewUnitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** +90s, -2h: a clock that is ahead, or behind. */
function skew(found: unknown, flag: string, command: string): number {
  const value = once(found, flag, command)
  const [, sign, number, unit] = /^([+-]?)(\d{1,9})(ms|s|m|h|d)$/.exec(value) ?? []
  const sizeMs = Number(number) * (skewUnitsMs[unit ?? ''] ?? Number.NaN)
  if (sizeMs > 0) return sign === '-' ? -sizeMs : sizeMs
  throw new Problem('usage', words.judge.noSkew(flag, value, command))
}

/** A day as ISO 8601 writes it; a 31 February is none. */
function day(found: unknown, flag: string, command: string): string {
  const value = once(found, flag, command)
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value)?.map(Number) ?? []
  const last = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate()
  if (month !== undefined && month >= 1 && month <= 12 && date! >= 1 && date! <= last) return value
  throw new Problem('usage', words.noDay(flag, value, command))
}

/** A count from 1. */
function wholeNumber(most: number): Option['read'] {
  return (found, flag, command) => {
    const value = once(found, flag, command)
    if (/^[1-9]\d{0,9}$/.test(value) && Number(value) <= most) return Number(value)
    throw new Problem('usage', words.noWholeNumber(flag, value, command, most))
  }
}

/** A flag that there is only with `--no-`: without it that is so anyway. */
function onlyOff(found: unknown, flag: string, command: string): false {
  if (found === false) return found
  throw new Problem('usage', words.unknownFlag(flag, command, flag.replace('--', '--no-')))
}

/** Below 1024 a port is the system's; the origins of a scenario take the next ones up. */
function port(found: unknown, flag: string, command: string): number {
  const value = once(found, flag, command)
  const number = /^(0|\d{4,5})$/.test(value) ? Number(value) : 1
  if (number === 0 || (number >= 1024 && number <= 65_000)) return number
  throw new Problem('usage', words.noPort(flag, value, command))
}
