/**
 * Why something in a history was not read. `torn`: the piece of a line at its end, of whoever died while writing.
 * `damaged`: its checksum does not hold (a flipped bit, a hole, a line by hand). `unknown`: nothing that this version knows.
 * `repeated`: that call was read before, with the same content; `contradicting`: with another. `foreign`: no history of a
 * benchmark, or one of a newer version: nothing in the file is read then.
 */
export type SkipReason = 'torn' | 'damaged' | 'unknown' | 'repeated' | 'contradicting' | 'foreign'

export interface SkippedLine {
  /** From 1. */
  readonly line: number
  /** Where in the file it begins. */
  readonly offset: number
  readonly bytes: number
  readonly reason: SkipReason
}

/** What was not read. A file may be nothing but damage, so of the lines the first thousand are kept; counts are whole. */
export class Skipped {
  readonly first: SkippedLine[] = []
  readonly counts = new Map<SkipReason, number>()
  lines = 0
  bytes = 0

  add(line: SkippedLine): void {
    if (this.first.length < mostKept) this.first.push(line)
    this.counts.set(line.reason, (this.counts.get(line.reason) ?? 0) + 1)
    this.lines += 1
    this.bytes += line.bytes
  }
}

const mostKept = 1_000
