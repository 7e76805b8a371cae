import { effectiveSampleSize } from '../statistics/autocorrelation.ts'
import { kolmogorovSmirnov } from '../statistics/kolmogorovSmirnov.ts'
import { CallCursor } from './callCursor.ts'
import type { SampleTable } from './sampleTable.ts'
import { keptOf, sortedInto, valuesOf, type Room } from './valuesOf.ts'

/** The chance of so large a difference between both halves of a run, if nothing drifted: of the series where it is least. */
export function driftOf(table: SampleTable, room: Room): number | null {
  const cursor = new CallCursor(table, [])
  const chances = table.series.list.flatMap((series) => {
    const ended = valuesOf(cursor, table.rowsOf(series), (call) => call.endMs, room.values)
    const values = keptOf(ended, (value) => !Number.isNaN(value), ended)
    const half = values.length >> 1
    if (half < 30) return []
    const worth = worthOf(values) / 2
    const halves = [values.subarray(0, half), values.subarray(half)].map((one, index) =>
      sortedInto(one, index === 0 ? room.sorted : room.others),
    )
    const { p } = kolmogorovSmirnov(halves[0]!, halves[1]!, [worth, worth])
    return [Math.min(1, p * table.series.list.length)]
  })
  return chances.length === 0 ? null : Math.min(...chances)
}

const parts = 8

/** Independent values, were there no drift: a drift is itself correlation, so each eighth is looked at around its own mean. */
function worthOf(values: Float64Array): number {
  const length = Math.ceil(values.length / parts)
  const means = Array.from({ length: parts }, (_, part) => {
    const inPart = values.subarray(part * length, (part + 1) * length)
    return inPart.reduce((sum, value) => sum + value, 0) / inPart.length
  })
  return effectiveSampleSize(values.length, (index) => values[index]! - means[Math.floor(index / length)]!)
}
