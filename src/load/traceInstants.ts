/** A file that is no trace; the message says where and what was expected. */
export class TraceError extends Error {
  override readonly name = 'TraceError'
}

type Fields = Readonly<Record<string, unknown>>

const formats =
  'a line { "timestamp": 27482, … } a request (mooncake), { "log": { "entries": […] } } (HAR), or the history.ndjson of a benchmark'

/**
 * When the requests of a recorded load came, in ms since the first of them, ascending: for `trace({ instantsMs })`. Reads
 * JSON Lines with a `timestamp` in ms (mooncake's traces), HAR (`startedDateTime`; a browser's or a proxy's record), and
 * the `history.ndjson` of a benchmark (`dueMs`). Throws a `TraceError` for anything else.
 *
 * Sources: Mooncake (FAST 2025, open traces); HTTP Archive 1.2 (W3C draft).
 */
export function traceInstants(text: string): number[] {
  const whole = parsed(text)
  const instants = isHar(whole) ? harInstants(whole) : lineInstants(text)
  if (instants.length === 0) throw new TraceError(`no request is in it; expected ${formats}`)
  const first = instants.reduce((least, atMs) => Math.min(least, atMs), Infinity)
  return instants.map((atMs) => Math.round((atMs - first) * 1000) / 1000).toSorted((one, other) => one - other)
}

function isHar(document: unknown): document is { readonly log: { readonly entries: readonly unknown[] } } {
  return Array.isArray((document as { log?: { entries?: unknown } } | null | undefined)?.log?.entries)
}

function harInstants({ log }: { readonly log: { readonly entries: readonly unknown[] } }): number[] {
  return log.entries.map((entry, index) => {
    const given = (entry as Fields | null)?.['startedDateTime']
    const atMs = typeof given === 'string' ? Date.parse(given) : NaN
    if (Number.isFinite(atMs)) return atMs
    throw new TraceError(`log.entries[${index}].startedDateTime is ${shown(given)}, expected an ISO 8601 date and time`)
  })
}

function lineInstants(text: string): number[] {
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : lineInstant(line, index + 1)))
}

function lineInstant(line: string, number: number): number[] {
  const fields = parsed(line)
  if (typeof fields !== 'object' || fields === null)
    throw new TraceError(`line ${number} is no JSON object; expected ${formats}`)
  const { type, dueMs, timestamp } = fields as Fields
  // Of a benchmark's own records only the samples are requests.
  if (timestamp === undefined && typeof type === 'string' && type !== 'sample') return []
  const atMs = timestamp ?? dueMs
  if (typeof atMs === 'number' && Number.isFinite(atMs)) return [atMs]
  throw new TraceError(`line ${number} has no instant: timestamp is ${shown(timestamp)}; expected ${formats}`)
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : (JSON.stringify(value) ?? typeof value).slice(0, 60)
}
