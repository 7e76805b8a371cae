type Typed = Float64Array | Uint32Array | Uint16Array | Uint8Array

const blockBits = 14
const blockLength = 1 << blockBits
const placeInBlock = blockLength - 1

/** A column that grows by blocks: nothing is ever copied, and at most a block is empty. */
export class Column<Block extends Typed> {
  readonly #blocks: Block[] = []
  readonly #make: (length: number) => Block
  #length = 0

  constructor(make: (length: number) => Block) {
    this.#make = make
  }

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    const place = this.#length & placeInBlock
    if (place === 0) this.#blocks.push(this.#make(blockLength))
    this.#blocks.at(-1)![place] = value
    this.#length += 1
  }

  at(row: number): number {
    return this.#blocks[row >> blockBits]![row & placeInBlock]!
  }
}

/** Whole numbers from 0 to 2^32 - 2, and NaN. */
export class CountColumn {
  readonly #column = new Column((length) => new Uint32Array(length))

  push(value: number | null): void {
    this.#column.push(value === null || Number.isNaN(value) ? none : Math.min(none - 1, Math.max(0, value)))
  }

  at(row: number): number {
    const value = this.#column.at(row)
    return value === none ? NaN : value
  }
}

/** Ms with three decimals, up to 71 minutes: exact in 4 bytes. What is longer counts as that long, below 0 as 0. */
export class MsColumn {
  readonly #column = new CountColumn()

  push(ms: number | null): void {
    this.#column.push(ms === null ? null : Math.round(ms * 1000))
  }

  at(row: number): number {
    return this.#column.at(row) / 1000
  }
}

const none = 2 ** 32 - 1
