import { messages } from '../../messages/index.ts'
import { Problem } from '../problem.ts'
import { evenlyChosen } from './evenlyChosen.ts'
import type { Demand } from './planInput.ts'

/** What an own log says of the traffic. */
export interface Traffic {
  readonly demand: Demand
  readonly inputTokens: readonly number[]
  readonly outputTokens: readonly number[]
}

interface Request {
  readonly atMs: number
  readonly input: number | undefined
  readonly output: number | undefined
}

type Fields = Readonly<Record<string, unknown>>

const names = {
  at: ['time', 'timestamp', 'dueMs'],
  input: ['tokens_in', 'input_tokens', 'inputTokens', 'input_length'],
  output: ['tokens_out', 'output_tokens', 'outputTokens', 'output_length'],
} as const

const hourMs = 3_600_000
const minuteMs = 60_000

/**
 * A log of requests, a line each: JSON Lines, or CSV whose first line names its columns. `time` is ISO 8601, or a number of ms
 * (mooncake's `timestamp`, a benchmark's `dueMs`); tokens in and out may be left out. Throws a `Problem` with the line.
 */
export function readTraffic(text: string, file: string): Traffic {
  const requests = text.trimStart().startsWith('{') ? fromJsonLines(text, file) : fromCsv(text, file)
  if (requests.length < 2) throw new Problem('usage', messages.errors.plan.emptyTraffic(file))
  const known = (values: readonly (number | undefined)[]) => evenlyChosen(values.filter((value) => value !== undefined))
  return {
    demand: demandOf(requests.map(({ atMs }) => atMs)),
    inputTokens: known(requests.map(({ input }) => input)),
    outputTokens: known(requests.map(({ output }) => output)),
  }
}

function fromJsonLines(text: string, file: string): Request[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const place = `${file}:${index + 1}`
    const fields = parsed(line)
    if (fields === undefined) throw new Problem('usage', messages.errors.plan.noTraffic(place))
    // Of a benchmark's history only the samples are requests.
    if (typeof fields['type'] === 'string' && fields['type'] !== 'sample') return []
    return [requestOf(fields, place)]
  })
}

function parsed(line: string): Fields | undefined {
  try {
    const value = JSON.parse(line) as Fields | null
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function fromCsv(text: string, file: string): Request[] {
  const [header = '', ...lines] = text.split(/\r?\n/)
  const columns = header.split(',').map((name) => name.trim())
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const cells = line.split(',').map((cell) => cell.trim())
    const fields = Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']))
    return [requestOf(fields, `${file}:${index + 2}`)]
  })
}

function requestOf(fields: Fields, place: string): Request {
  const value = (of: keyof typeof names) => names[of].map((name) => fields[name]).find((one) => one !== undefined)
  const atMs = instantOf(value('at'))
  if (atMs === undefined) throw new Problem('usage', messages.errors.plan.noTraffic(place))
  return { atMs, input: tokensOf(value('input'), place), output: tokensOf(value('output'), place) }
}

/** Ms of some clock; a text without a zone is taken as UTC, so that the same file means the same everywhere. */
function instantOf(value: unknown): number | undefined {
  if (value === '' || value === null || value === undefined) return undefined
  const number = Number(value)
  if (Number.isFinite(number)) return number
  if (typeof value !== 'string') return undefined
  const atMs = Date.parse(/\d{2}:\d{2}/.test(value) && !/(Z|[+-]\d{2}:?\d{2})$/.test(value) ? `${value}Z` : value)
  return Number.isFinite(atMs) ? atMs : undefined
}

function tokensOf(value: unknown, place: string): number | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const tokens = Number(value)
  if (Number.isFinite(tokens) && tokens >= 0) return Math.round(tokens)
  throw new Problem('usage', messages.errors.plan.noTraffic(place))
}

/** The peak is the busiest minute; the profile is by hour of the day, over all days that the log covers. */
function demandOf(instants: readonly number[]): Demand {
  const sorted = instants.toSorted((one, other) => one - other)
  const spanMs = Math.max(minuteMs, sorted.at(-1)! - sorted[0]!)
  const minutes = counted(sorted, (atMs) => Math.floor((atMs - sorted[0]!) / minuteMs))
  // A log of months has more minutes than a call has arguments.
  const busiest = Array.from(minutes.values()).reduce((most, requests) => Math.max(most, requests), 0)
  const days = Math.max(1, Math.ceil(spanMs / (24 * hourMs)))
  const byHour = counted(sorted, (atMs) => ((Math.floor(atMs / hourMs) % 24) + 24) % 24)
  return {
    peakPerSecond: Number((busiest / 60).toPrecision(4)),
    meanPerSecond: Number(((sorted.length * 1_000) / spanMs).toPrecision(4)),
    users: null,
    byHour:
      spanMs < hourMs
        ? null
        : Array.from({ length: 24 }, (_, hour) => Number(((byHour.get(hour) ?? 0) / (days * 3_600)).toPrecision(4))),
  }
}

function counted(values: readonly number[], of: (value: number) => number): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(of(value), (counts.get(of(value)) ?? 0) + 1)
  return counts
}
