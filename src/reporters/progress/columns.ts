import type { messages } from '../../messages/index.ts'
import type { Histogram } from '../../bench/histogram.ts'
import type { SeriesCounts } from './benchProgress.ts'
import { quantileOf, shownCount, shownLatency, shownUsd } from './shown.ts'

type ColumnName = keyof typeof messages.progress.columns

export interface Column {
  readonly name: ColumnName
  readonly width: number
  /** Text begins at the left, numbers end at the right. */
  readonly isText?: boolean
  cell(series: SeriesCounts, expected: number | null): string
}

const barWidth = 10
const narrowestModel = 8
const widestModel = 24
const gap = 2

/** As they stand from left to right, behind the model. */
const columns: readonly Column[] = [
  { name: 'bar', width: barWidth, isText: true, cell: ({ done }, expected) => bar(done, expected) },
  {
    name: 'done',
    width: 5,
    cell: ({ done }, expected) => shownCount(done) + (expected === null ? '' : `/${shownCount(expected)}`),
  },
  { name: 'ttft', width: 12, cell: ({ ttft }) => pair(ttft) },
  { name: 'total', width: 13, cell: ({ total }) => pair(total) },
  { name: 'retried', width: 7, cell: ({ retried }) => String(retried) },
  { name: 'failed', width: 6, cell: ({ failed }) => String(failed) },
  { name: 'cost', width: 8, cell: ({ costUsd }) => (costUsd === 0 ? '-' : `$${shownUsd(costUsd)}`) },
]

/** Whether there is room decides, one after the other. */
const byImportance: readonly ColumnName[] = ['done', 'total', 'failed', 'ttft', 'retried', 'cost', 'bar']

/** Those for which `width` has room, the model's name always among them. */
export function fittingColumns(
  series: readonly SeriesCounts[],
  expected: (index: number) => number | null,
  width: number,
): Column[] {
  const longest = Math.max(...series.map(({ model }) => model.length), 5)
  const model = Math.min(widestModel, longest)
  const known = columns
    .map(grownTo(series, expected))
    .filter(({ name }) => name !== 'bar' || series.every((_one, index) => expected(index) !== null))
  const chosen = new Set<ColumnName>()
  let left = width - Math.max(narrowestModel, Math.min(model, width - narrowestModel))
  for (const name of byImportance) {
    const column = known.find((one) => one.name === name)
    if (column === undefined || column.width + gap > left) continue
    chosen.add(name)
    left -= column.width + gap
  }
  const modelColumn: Column = {
    name: 'model',
    width: Math.max(1, Math.min(model, width)),
    isText: true,
    cell: (one) => one.model,
  }
  return [modelColumn, ...known.filter(({ name }) => chosen.has(name))]
}

/** Counts grow while one looks on: there is room for the last one from the start, so that nothing moves. */
function grownTo(series: readonly SeriesCounts[], expected: (index: number) => number | null) {
  return (column: Column): Column => {
    if (column.name !== 'done') return column
    const atTheEnd = series.map((one, index) =>
      column.cell({ ...one, done: expected(index) ?? one.done }, expected(index)),
    )
    return { ...column, width: Math.max(column.width, ...atTheEnd.map(({ length }) => length)) }
  }
}

function pair(latencies: Histogram): string {
  const p50 = quantileOf(latencies, 0.5)
  return p50 === undefined ? '-' : `${shownLatency(p50)}/${shownLatency(quantileOf(latencies, 0.95))}`
}

function bar(done: number, expected: number | null): string {
  const share = expected === null || expected === 0 ? 0 : Math.min(1, done / expected)
  const full = Math.floor(share * barWidth)
  return '#'.repeat(full) + '-'.repeat(barWidth - full)
}
