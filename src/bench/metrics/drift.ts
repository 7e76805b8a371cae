import { effectiveSampleSize } from '../statistics/autocorrelation.ts'
import { kolmogorovSmirnov } from '../statistics/kolmogorovSmirnov.ts'
import type { SampleTable } from './sampleTable.ts'

/** The chance of so large a difference between both halves of a run, if nothing drifted: of the series where it is least. */
export function driftOf(table: SampleTable): number | null {
  const chances = table.series.list.flatMap((series) => {
    const rows = table.rowsOf(series)
    const values = Float64Array.from(rows, (row) => table.endAt(row)).filter((value) => !Number.isNaN(value))
    const half = values.length >> 1
    if (half < 30) return []
    const worth = worthOf(values) / 2
    const { p } = kolmogorovSmirnov(values.slice(0, half).sort(), values.slice(half).sort(), [worth, worth])
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
