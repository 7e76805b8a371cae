/**
 * What was taken and when, newest first: an immutable list with shortcuts (Myers' random-access stack, 1983). An entry
 * is added in constant time, and a place in the past is found in logarithmic time: nothing is ever copied.
 */
export interface LogEntry {
  readonly atMs: number
  /** Sum of all amounts up to this entry, itself included. */
  readonly total: number
  /** Entries up to this one, itself included. */
  readonly length: number
  readonly before: LogEntry | undefined
  /** Some earlier entry, so chosen that any is reached in logarithmically many steps. */
  readonly wellBefore: LogEntry | undefined
}

export function logged(before: LogEntry | undefined, amount: number, atMs: number): LogEntry {
  const total = (before?.total ?? 0) + amount
  return { atMs, total, length: (before?.length ?? 0) + 1, before, wellBefore: shortcutOf(before) }
}

/** As far as the last two shortcuts together where both are equally long, else one entry: skew-binary numbers. */
function shortcutOf(before: LogEntry | undefined): LogEntry | undefined {
  const once = before?.wellBefore
  const twice = once?.wellBefore
  const firstSpan = (before?.length ?? 0) - (once?.length ?? 0)
  const secondSpan = (once?.length ?? 0) - (twice?.length ?? 0)
  return once !== undefined && firstSpan === secondSpan ? twice : before
}

/**
 * The oldest entry up to `newest` that is not past, found by going back; `isPast` must hold for all entries before one for
 * which it holds. Undefined if `newest` itself is past.
 */
export function oldestPresent(
  newest: LogEntry | undefined,
  isPast: (entry: LogEntry) => boolean,
): LogEntry | undefined {
  if (newest === undefined || isPast(newest)) return undefined
  let entry = newest
  for (;;) {
    const { before, wellBefore } = entry
    if (wellBefore !== undefined && !isPast(wellBefore)) entry = wellBefore
    else if (before !== undefined && !isPast(before)) entry = before
    else return entry
  }
}

/** The same entries from `oldest` on, without what came before: that can then be forgotten. */
export function since(oldest: LogEntry, newest: LogEntry): LogEntry {
  const entries: LogEntry[] = []
  for (let entry = newest; ; entry = entry.before!) {
    entries.push(entry)
    if (entry === oldest) break
  }
  return entries.reduceRight<LogEntry | undefined>(
    (copy, { atMs, total, before }) => logged(copy, total - (before?.total ?? 0), atMs),
    undefined,
  )!
}
