import type { SampleOutcome } from '../sample.ts'
import type { CallView } from './callView.ts'
import type { SampleTable } from './sampleTable.ts'
import { isKept, type CallLimit } from './slo.ts'

/** One call after the other of a table, without an object for each. */
export class CallCursor implements CallView {
  row = 0
  readonly #table: SampleTable
  readonly #slo: readonly CallLimit[]

  constructor(table: SampleTable, slo: readonly CallLimit[]) {
    this.#table = table
    this.#slo = slo
  }

  get outcome(): SampleOutcome {
    return this.#table.outcomeAt(this.row)
  }

  get isSuccess(): boolean {
    return this.outcome.startsWith('ok')
  }

  get isGood(): boolean {
    return this.isSuccess && this.#slo.every((limit) => isKept(limit, this))
  }

  get dueMs(): number {
    return this.#table.dueAt(this.row)
  }

  get startMs(): number {
    return this.#table.startAt(this.row)
  }

  get firstTokenMs(): number {
    return this.#table.firstTokenAt(this.row)
  }

  get endMs(): number {
    return this.#table.endAt(this.row)
  }

  get connectMs(): number {
    return this.#table.connectAt(this.row)
  }

  get failoverMs(): number {
    return this.#table.failoverAt(this.row)
  }

  get attempts(): number {
    return this.#table.attemptsAt(this.row)
  }

  get outputTokens(): number {
    return this.#table.outputTokensAt(this.row)
  }

  get truncated(): boolean {
    return this.#table.truncatedAt(this.row)
  }

  get costUsd(): number {
    return this.#table.costAt(this.row)
  }

  get wastedUsd(): number {
    return this.#table.wastedAt(this.row)
  }
}
