import type { BenchRecord } from '../../../bench/sample.ts'
import { asBenchRecord } from './benchRecord.ts'
import { CallDigests } from './callDigests.ts'
import { readCheckedLine } from './checkedLine.ts'
import { fileLines, type FileLine } from './fileLines.ts'
import { isForeignHead, isHead, isOfRehearsal, type HistoryHead } from './historyHead.ts'
import { Skipped, type SkipReason } from './skipped.ts'

/** Far above what a call leaves behind, so a longer line is none. */
const mostLineBytes = 1 << 20

export interface HistoryEntry {
  readonly record: BenchRecord
  /** The same for the same record. */
  readonly checksum: number
  readonly offset: number
  /** With the line's end. */
  readonly bytes: number
}

/**
 * One pass over a history, in bounded memory: `records` gives what is whole, once each, in the order in which it was
 * written. Nothing that may stand in the file makes it throw; what was not read is in `skipped`, complete at the end.
 */
export class HistoryReading {
  readonly skipped = new Skipped()
  readonly #path: string
  readonly #calls = new CallDigests()
  #head: HistoryHead | undefined
  #wholeBytes = 0
  #isForeign = false

  constructor(path: string) {
    this.#path = path
  }

  /** Undefined until it was read, and where it is damaged. */
  get head(): HistoryHead | undefined {
    return this.#head
  }

  /** Calls whose samples were read. */
  get calls(): Pick<CallDigests, 'has' | 'size'> {
    return this.#calls
  }

  /** Up to the end of the last line that has one: what comes after may be cut off before more is appended. */
  get wholeBytes(): number {
    return this.#wholeBytes
  }

  /** Throws a `Problem` only where the system does not let the file be read. */
  *records(): Generator<BenchRecord> {
    for (const { record } of this.entries()) yield record
  }

  /** The records, and where their lines are. */
  *entries(): Generator<HistoryEntry> {
    for (const line of fileLines(this.#path, mostLineBytes)) {
      if (line.isEnded) this.#wholeBytes = line.offset + line.bytes
      const entry = this.#read(line)
      if (entry === undefined) continue
      if (typeof entry === 'string') this.#skip(line, entry)
      else yield entry
    }
  }

  /** Undefined for the first line. */
  #read(line: FileLine): HistoryEntry | SkipReason | undefined {
    if (this.#isForeign) return 'foreign'
    if (!line.isEnded) return 'torn'
    const checked = line.isTooLong ? undefined : readCheckedLine(line.content)
    if (line.number === 1) {
      this.#isForeign = checked === undefined ? isOfRehearsal(line.content) : isForeignHead(checked.record)
      if (this.#isForeign) return 'foreign'
    }
    if (checked === undefined) return 'damaged'
    if (line.number === 1 && isHead(checked.record)) {
      this.#head = checked.record as unknown as HistoryHead
      return undefined
    }
    const record = asBenchRecord(checked.record)
    if (record === undefined) return 'unknown'
    const { checksum } = checked
    const entry = { record, checksum, offset: line.offset, bytes: line.bytes }
    if (record.type !== 'sample') return entry
    const before = this.#calls.get(record.call)
    if (before !== undefined) return before === checksum ? 'repeated' : 'contradicting'
    this.#calls.set(record.call, checksum)
    return entry
  }

  #skip({ number: line, offset, bytes }: FileLine, reason: SkipReason): void {
    this.skipped.add({ line, offset, bytes, reason })
  }
}
