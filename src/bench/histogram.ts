/** Counts by bucket, as sorted pairs [bucket, count]; plain JSON. */
export interface SparseHistogram {
  readonly schema: 'log-linear/3'
  readonly counts: readonly (readonly [bucket: number, count: number])[]
}

/** Below it every value has a bucket of its own: with 2048 sub-buckets half a bucket is at most 1/2048 of a value. */
const linearEnd = 2048
const halfOfLinear = linearEnd / 2
const linearBits = 11
/** Some 39 hours in microseconds; what is longer counts as that long. */
const largest = 2 ** 47 - 1
const bucketCount = bucketOf(largest) + 1
const blockSize = 1024
const blockCount = Math.ceil(bucketCount / blockSize)

/**
 * Values in ms with three significant digits, from 1 us on, in at most 320 kB whatever their number (mostly 40): buckets are
 * linear up to 2048 us and then twice as wide for each power of two. `record` costs a few steps; adding two is exact, so shards merge to
 * what one machine would have counted. Source: HdrHistogram (Tene), with unit 1 us and 3 digits.
 */
export class Histogram {
  /** Blocks of buckets, made when something falls into them: values lie close together, as a rule. */
  readonly #blocks: (Float64Array | undefined)[] = Array.from({ length: blockCount })
  #total = 0

  get total(): number {
    return this.#total
  }

  /** Below 0 counts as 0. Throws for NaN; what is infinite has no place in a histogram. */
  record(ms: number, count = 1): void {
    if (!(ms < Infinity)) throw new RangeError(`a histogram holds finite ms, not ${ms}`)
    this.#count(bucketOf(Math.min(largest, Math.max(0, Math.round(ms * 1000)))), count)
  }

  add(other: Histogram): void {
    for (const [bucket, count] of other.#filled()) this.#count(bucket, count)
  }

  /** The ms below or at which `rank` values lie (from 1), at the middle of their bucket. NaN beyond what it holds. */
  atRank(rank: number): number {
    let seen = 0
    for (const [bucket, count] of this.#filled()) {
      seen += count
      if (seen >= rank) return middleOf(bucket) / 1000
    }
    return NaN
  }

  /** How many values are in the bucket of `ms`, or below it. */
  atMost(ms: number): number {
    const last = bucketOf(Math.min(largest, Math.max(0, Math.round(ms * 1000))))
    let seen = 0
    for (const [bucket, count] of this.#filled()) {
      if (bucket > last) break
      seen += count
    }
    return seen
  }

  toJSON(): SparseHistogram {
    return { schema: 'log-linear/3', counts: [...this.#filled()] }
  }

  /** Throws for buckets and counts that no histogram has: it may be read from a file. */
  static from({ counts }: SparseHistogram): Histogram {
    const histogram = new Histogram()
    for (const [bucket, count] of counts) {
      const isKnown = Number.isInteger(bucket) && bucket >= 0 && bucket < bucketCount
      if (!isKnown || !(count > 0 && Number.isSafeInteger(count)))
        throw new RangeError(`no bucket of a histogram: ${bucket}, ${count}`)
      histogram.#count(bucket, count)
    }
    return histogram
  }

  #count(bucket: number, count: number): void {
    const block = (this.#blocks[Math.floor(bucket / blockSize)] ??= new Float64Array(blockSize))
    block[bucket % blockSize]! += count
    this.#total += count
  }

  *#filled(): Generator<[bucket: number, count: number]> {
    for (const [index, block] of this.#blocks.entries()) {
      if (block === undefined) continue
      for (let place = 0; place < blockSize; place += 1)
        if (block[place]! > 0) yield [index * blockSize + place, block[place]!]
    }
  }
}

/** A whole number of us to its bucket. */
function bucketOf(us: number): number {
  if (us < linearEnd) return us
  const shift = Math.floor(Math.log2(us)) - (linearBits - 1)
  // log2 may round up just below a power of two; the bucket is the same as that of the power then.
  return linearEnd + (shift - 1) * halfOfLinear + Math.floor(us / 2 ** shift) - halfOfLinear
}

function middleOf(bucket: number): number {
  if (bucket < linearEnd) return bucket
  const shift = Math.floor((bucket - linearEnd) / halfOfLinear) + 1
  const low = (((bucket - linearEnd) % halfOfLinear) + halfOfLinear) * 2 ** shift
  return low + (2 ** shift - 1) / 2
}
