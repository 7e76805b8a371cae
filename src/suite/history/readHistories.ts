import * as v from 'valibot'
import { checkShape } from '../../config/checkShape.ts'
import { Problem } from '../../harness/problem.ts'
import type { HistoryEvent } from '../../history/index.ts'
import { messages } from '../../messages/index.ts'
import { worldNames, type WorldName } from '../../scenarios/scenario.ts'
import { checkEvent } from './checkEvent.ts'

const words = messages.errors.histories

/** One run of a `history.ndjson`. */
export interface RecordedRun {
  readonly target: string | null
  readonly world: WorldName | null
  readonly scenario: string | null
  readonly events: readonly HistoryEvent[]
}

const runLine = v.looseObject({
  type: v.literal('run'),
  target: v.string(),
  world: v.picklist(worldNames),
  scenario: v.string(),
})

/**
 * Reads the text of a `history.ndjson`, as `brownout test` leaves it: one JSON line an event, before each run a line
 * that names it. Events without such a line before them are one run of which nothing is known. A last line that was cut
 * (the writer was killed) is left out. Throws a `Problem` that names the line.
 */
export function readHistories(text: string): RecordedRun[] {
  const runs: (RecordedRun & { readonly events: HistoryEvent[] })[] = []
  const lines = text.replace(/^\ufeff/, '').split('\n')
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const place = words.line(index + 1)
    const value = valueOf(line, index === lines.length - 1, place)
    if (value === undefined) break
    if (isRunLine(value)) {
      checkShape(runLine, value, () => place)
      const { target, world, scenario } = value as v.InferOutput<typeof runLine>
      runs.push({ target, world, scenario, events: [] })
      continue
    }
    if (runs.length === 0) runs.push({ target: null, world: null, scenario: null, events: [] })
    runs.at(-1)!.events.push(checkEvent(value, place))
  }
  for (const { events } of runs) checkOrder(events)
  return runs
}

/** Evidence is told by `seq`: two events of one number would be taken for one another. */
export function checkOrder(events: readonly HistoryEvent[]): void {
  const later = events.findIndex(({ seq, at }, index) => {
    const before = events[index - 1]
    return before !== undefined && (seq <= before.seq || at < before.at)
  })
  if (later >= 0) throw new Problem('usage', words.outOfOrder(events[later]!.seq, events[later - 1]!.seq))
}

function isRunLine(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'run'
}

function valueOf(line: string, isLast: boolean, place: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (isLast) return undefined
    throw new Problem('usage', words.notJson(place, (error as Error).message), { cause: error })
  }
}
