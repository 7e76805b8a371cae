/**
 * Quotas once more, the slow way: every admission is kept for ever and counted anew for each question. Nothing is shared
 * with the faults that it foretells.
 */
export interface Admission {
  readonly atMs: number
  readonly amount: number
}

export type WindowKind = 'fixed' | 'sliding' | 'bucket'

/** A nanosecond: two instants that are closer are one. */
const hairMs = 1e-6

/** How much is used at `atMs`, in units that a bucket may have parts of. */
export function usedAt(
  kind: WindowKind,
  limit: number,
  windowMs: number,
  log: readonly Admission[],
  atMs: number,
): number {
  if (kind === 'bucket') {
    // How much is missing in the bucket, from one admission to the next.
    let missing = 0
    let lastMs = 0
    for (const { atMs: thenMs, amount } of log) {
      missing = Math.max(0, missing - ((thenMs - lastMs) * limit) / windowMs) + amount
      lastMs = thenMs
    }
    return Math.max(0, missing - ((atMs - lastMs) * limit) / windowMs)
  }
  const windowOf = (ms: number) => Math.floor((ms + hairMs) / windowMs)
  const counts = ({ atMs: thenMs }: Admission) =>
    kind === 'fixed' ? windowOf(thenMs) === windowOf(atMs) : thenMs > atMs - windowMs + hairMs
  return log.filter(counts).reduce((sum, { amount }) => sum + amount, 0)
}

/** Breaches of the window's law by what was admitted; empty if it was kept. */
export function breaches(kind: WindowKind, limit: number, windowMs: number, log: readonly Admission[]): string[] {
  return log.flatMap((last, index) => {
    let sum = 0
    const told: string[] = []
    for (let from = index; from >= 0; from -= 1) {
      const { atMs, amount } = log[from]!
      sum += amount
      const spanMs = last.atMs - atMs
      const allowed =
        kind === 'bucket'
          ? limit + (spanMs * limit) / windowMs + 1e-6
          : kind === 'sliding'
            ? spanMs < windowMs - hairMs
              ? limit
              : Infinity
            : Math.floor((atMs + hairMs) / windowMs) === Math.floor((last.atMs + hairMs) / windowMs)
              ? limit
              : Infinity
      if (sum > allowed) told.push(`${sum} from ${atMs} to ${last.atMs}: ${allowed} were allowed`)
    }
    return told
  })
}

/** How long until nothing is used any more. */
export function unusedInMs(
  kind: WindowKind,
  limit: number,
  windowMs: number,
  log: readonly Admission[],
  atMs: number,
): number {
  const used = usedAt(kind, limit, windowMs, log, atMs)
  if (used <= 1e-6) return 0
  if (kind === 'bucket') return (used * windowMs) / limit
  if (kind === 'fixed') return windowMs - ((atMs + hairMs) % windowMs)
  return log.at(-1)!.atMs + windowMs - atMs
}
