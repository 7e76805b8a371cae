/** A line that stands for a call: where it is, and what it is without reading it. */
export interface SampleLine {
  /** Which of the runs that are merged has it. */
  readonly run: number
  readonly offset: number
  readonly bytes: number
  /** The same for the same sample. */
  readonly checksum: number
  /** It says no more than that nobody recorded the call. */
  readonly isLost: boolean
}

/** Two runs say different things of one call. */
export class Contradiction extends Error {
  override readonly name = 'Contradiction'
  readonly call: number
  readonly runs: readonly [number, number]

  constructor(call: number, one: SampleLine, other: SampleLine) {
    super(`call ${call} is in two runs, with different content`)
    this.call = call
    this.runs = [one.run, other.run]
  }
}

/**
 * What two lines for one call come to: a record wins over the note that there is none. Commutative, associative and
 * idempotent up to where the line is, so runs may be merged in any order, in any groups, and more than once.
 */
export function join(call: number, one: SampleLine, other: SampleLine): SampleLine {
  if (one.isLost !== other.isLost) return one.isLost ? other : one
  if (one.checksum !== other.checksum) throw new Contradiction(call, one, other)
  return one
}

/** The samples of several runs, one a call: about 100 bytes each, whatever they hold. */
export class SampleUnion {
  readonly #lines = new Map<number, SampleLine>()

  get size(): number {
    return this.#lines.size
  }

  /** Throws a `Contradiction`. */
  add(call: number, line: SampleLine): void {
    const before = this.#lines.get(call)
    this.#lines.set(call, before === undefined ? line : join(call, before, line))
  }

  get(call: number): SampleLine | undefined {
    return this.#lines.get(call)
  }

  calls(): number[] {
    return [...this.#lines.keys()].toSorted((one, other) => one - other)
  }
}
