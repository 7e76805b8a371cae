import type { HistoryEvent } from '../../history/index.ts'
import { judgeServed, mergeJudgements, type ServedClients } from '../../harness/judgeServed.ts'
import type { Judgement } from '../../invariants/index.ts'

/** So many events are judged, some 50,000 exchanges; what comes later is counted and left out. */
export const mostJudgedEvents = 200_000

/** What is kept for the verdict at the end, script by script: each is judged by what it declares. */
export class JudgedEvents {
  readonly #parts: { readonly clients: ServedClients; readonly events: HistoryEvent[] }[] = []
  #kept = 0
  #leftOut = 0

  get leftOut(): number {
    return this.#leftOut
  }

  get events(): readonly HistoryEvent[] {
    return this.#parts.flatMap(({ events }) => events)
  }

  /** What is recorded from now on meets another script, or the same anew. */
  scriptBegins(clients: ServedClients): void {
    this.#parts.push({ clients, events: [] })
  }

  record(event: HistoryEvent): void {
    if (this.#kept === mostJudgedEvents) {
      this.#leftOut += 1
      return
    }
    this.#kept += 1
    this.#parts.at(-1)?.events.push(event)
  }

  judge(toleranceMs: number): Judgement[] {
    return mergeJudgements(this.#parts.map(({ clients, events }) => judgeServed(events, clients, toleranceMs)))
  }
}
