import { sampleOutcomes, type CallSample, type SampleOutcome } from '../sample.ts'
import { Column, CountColumn, MsColumn } from './column.ts'

/** Names by number: a million calls name some six models. */
class Names {
  readonly list: string[] = []
  readonly #numbers = new Map<string, number>()

  numberOf(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#numbers.set(name, this.list.length)
    return this.list.push(name) - 1
  }
}

/** Every measured call of a run in some 70 bytes: raw values are needed for what is exact and for what is compared. */
export class SampleTable {
  readonly series = new Names()
  readonly #models = new Names()
  readonly #errorClasses = new Names()
  readonly #call = new CountColumn()
  readonly #pair = new CountColumn()
  readonly #due = new Column((length) => new Float64Array(length))
  readonly #series = new Column((length) => new Uint16Array(length))
  readonly #outcome = new Column((length) => new Uint8Array(length))
  readonly #model = new Column((length) => new Uint16Array(length))
  readonly #errorClass = new Column((length) => new Uint8Array(length))
  readonly #truncated = new Column((length) => new Uint8Array(length))
  readonly #start = new MsColumn()
  readonly #firstToken = new MsColumn()
  readonly #end = new MsColumn()
  readonly #connect = new MsColumn()
  readonly #failover = new MsColumn()
  readonly #attempts = new CountColumn()
  readonly #outputTokens = new CountColumn()
  readonly #cost = new Column((length) => new Float64Array(length))
  readonly #wasted = new Column((length) => new Float64Array(length))

  get rows(): number {
    return this.#due.length
  }

  add(sample: CallSample): void {
    const { dueMs } = sample
    const since = (instant: number | null) => (instant === null ? null : instant - dueMs)
    this.#call.push(sample.call)
    this.#pair.push(sample.pair)
    this.#due.push(dueMs)
    this.#series.push(this.series.numberOf(sample.series))
    this.#outcome.push(sampleOutcomes.indexOf(sample.outcome))
    // 0 is none.
    this.#model.push(sample.model === null ? 0 : this.#models.numberOf(sample.model) + 1)
    this.#errorClass.push(sample.errorClass === null ? 0 : this.#errorClasses.numberOf(sample.errorClass) + 1)
    this.#truncated.push(sample.truncated ? 1 : 0)
    this.#start.push(since(sample.startedMs))
    this.#firstToken.push(since(sample.firstTokenMs))
    this.#end.push(since(sample.endedMs))
    this.#connect.push(sample.connectMs)
    this.#failover.push(sample.failoverMs)
    this.#attempts.push(sample.attempts)
    this.#outputTokens.push(sample.outputTokens)
    this.#cost.push(usd(sample.costUsd ?? sample.atMostUsd))
    this.#wasted.push(usd(sample.wastedUsd))
  }

  callAt(row: number): number {
    return this.#call.at(row)
  }

  pairAt(row: number): number {
    return this.#pair.at(row)
  }

  dueAt(row: number): number {
    return this.#due.at(row)
  }

  seriesAt(row: number): string {
    return this.series.list[this.#series.at(row)]!
  }

  outcomeAt(row: number): SampleOutcome {
    return sampleOutcomes[this.#outcome.at(row)]!
  }

  /** The model that answered; null if none did. */
  modelAt(row: number): string | null {
    return this.#models.list[this.#model.at(row) - 1] ?? null
  }

  /** Of the error that ended it; null where none did, or nobody knows it. */
  errorClassAt(row: number): string | null {
    return this.#errorClasses.list[this.#errorClass.at(row) - 1] ?? null
  }

  truncatedAt(row: number): boolean {
    return this.#truncated.at(row) === 1
  }

  startAt(row: number): number {
    return this.#start.at(row)
  }

  firstTokenAt(row: number): number {
    return this.#firstToken.at(row)
  }

  endAt(row: number): number {
    return this.#end.at(row)
  }

  connectAt(row: number): number {
    return this.#connect.at(row)
  }

  failoverAt(row: number): number {
    return this.#failover.at(row)
  }

  attemptsAt(row: number): number {
    return this.#attempts.at(row)
  }

  outputTokensAt(row: number): number {
    return this.#outputTokens.at(row)
  }

  costAt(row: number): number {
    return this.#cost.at(row)
  }

  wastedAt(row: number): number {
    return this.#wasted.at(row)
  }

  /** Rows of a series (of all, for null), in the order of their calls, whoever was written first. */
  rowsOf(series: string | null): Uint32Array {
    const number = series === null ? -1 : this.series.list.indexOf(series)
    const rows: number[] | Uint32Array = new Uint32Array(this.rows)
    let count = 0
    let isOrdered = true
    for (let row = 0; row < this.rows; row += 1) {
      if (series !== null && this.#series.at(row) !== number) continue
      if (count > 0 && this.callAt(row) < this.callAt(rows[count - 1]!)) isOrdered = false
      rows[count] = row
      count += 1
    }
    const found = rows.subarray(0, count)
    return isOrdered ? found : found.sort((one, other) => this.callAt(one) - this.callAt(other))
  }
}

function usd(text: string | null): number {
  return text === null ? NaN : Number(text)
}
