import { messages } from '../../messages/index.ts'
import { cutTo } from '../console/layout.ts'
import { inertLine, visible } from '../harmless.ts'
import type { BenchProgress, SeriesCounts } from './benchProgress.ts'
import { fittingColumns, type Column } from './columns.ts'
import { quantileOf, shownCount, shownLatency, shownTime, shownUsd } from './shown.ts'

const words = messages.progress

/** What is known beforehand. */
export interface Expected {
  /** Calls per model, in the order of the models; null where only time tells how many. */
  readonly calls: readonly number[] | null
  /** Null where the number of calls ends it. */
  readonly durationMs: number | null
  /** USD, as it was given; null without a cap. */
  readonly capUsd: string | null
}

/** Where a benchmark is. */
export interface Standing extends Expected {
  /** Since it began, or was taken up again. */
  readonly elapsedMs: number
  /** What has been reserved or paid, if somebody keeps the books; else the costs of all calls together. */
  readonly spentUsd: string | undefined
}

/** More models than this would push the block out of a small window, and it could not be rewritten any more. */
const mostModels = 12

/** The block that is rewritten: a head, a line a model, and where the whole is. No line is as wide as `width`. */
export function progressBlock(progress: BenchProgress, standing: Standing, width: number): string[] {
  const all = [...progress.series.values()]
  const shown = all.slice(0, mostModels)
  const expected = (index: number) => standing.calls?.[index] ?? null
  const columns = fittingColumns(shown, expected, width - 1)
  const line = (cell: (column: Column) => string) => columns.map((column) => placed(cell(column), column)).join('  ')
  const models = shown.map((one, index) => line((column) => column.cell(one, expected(index))))
  const more = all.length > shown.length ? [words.more(all.length - shown.length)] : []
  const lines = [line(({ name }) => words.columns[name]), ...models, ...more, footOf(progress, standing, width - 1)]
  return lines.map((text) => cutTo(inertLine(visible(text)).trimEnd(), width - 1))
}

function placed(text: string, { width, isText }: Column): string {
  return isText ? cutTo(text, width).padEnd(width) : text.padStart(width)
}

/** As much as there is room for; what matters most comes first. */
function footOf(progress: BenchProgress, standing: Standing, width: number): string {
  const parts = wholeParts(progress, standing)
  let foot = parts[0]!
  for (const part of parts.slice(1)) if (foot.length + part.length + 2 <= width) foot += `, ${part}`
  return foot
}

function wholeParts(progress: BenchProgress, standing: Standing): string[] {
  const { durationMs, elapsedMs } = standing
  const leftMs = leftOf(progress, standing)
  const { dropped, cancelled } = sumOf([...progress.series.values()])
  return [
    words.running(shownTime(elapsedMs), durationMs === null ? undefined : shownTime(durationMs)),
    ...spentOf(progress, standing),
    ...(leftMs === undefined ? [] : [words.left(shownTime(leftMs))]),
    ...(dropped > 0 ? [words.dropped(dropped)] : []),
    ...(cancelled > 0 ? [words.cancelled(cancelled)] : []),
    ...(progress.inFlight > 0 ? [words.inFlight(progress.inFlight)] : []),
    ...(progress.lagP99Ms === null ? [] : [words.lag(shownLatency(progress.lagP99Ms))]),
  ]
}

/** The same in one line, for a log: nothing in it is ever rewritten. */
export function progressLine(progress: BenchProgress, standing: Standing): string {
  const all = [...progress.series.values()]
  const { done, failed, retried, dropped } = sumOf(all)
  const calls = standing.calls?.reduce((sum, one) => sum + one, 0)
  const [running, ...rest] = wholeParts(progress, standing)
  const parts = [
    `${running!}  ${words.calls(shownCount(done), calls === undefined ? undefined : shownCount(calls))}`,
    ...(failed > 0 ? [words.failed(failed)] : []),
    ...(retried > 0 ? [words.retried(retried)] : []),
    ...(dropped > 0 ? [words.dropped(dropped)] : []),
    ...latenciesOf(all),
    ...rest.filter((part) => part !== words.dropped(dropped)),
  ]
  return inertLine(visible(parts.join(', ')))
}

/** Of each model its own: quantiles of several cannot be put together by what a line shows of them. */
function latenciesOf(all: readonly SeriesCounts[]): string[] {
  return all.slice(0, 3).flatMap(({ model, total }) => {
    const p50 = quantileOf(total, 0.5)
    if (p50 === undefined) return []
    const shown = words.latency('total', shownLatency(p50), shownLatency(quantileOf(total, 0.95)))
    return [all.length === 1 ? shown : `${cutTo(model, 24)} ${shown}`]
  })
}

function spentOf(progress: BenchProgress, { spentUsd, capUsd }: Standing): string[] {
  const counted = sumOf([...progress.series.values()]).costUsd
  if (spentUsd === undefined && counted === 0 && capUsd === null) return []
  return [words.spent(spentUsd ?? shownUsd(counted), capUsd ?? undefined)]
}

/** By the clock where that ends it, by the pace so far where the number of calls does; whatever is sooner. */
function leftOf(progress: BenchProgress, { calls, durationMs, elapsedMs }: Standing): number | undefined {
  const byClock = durationMs === null ? Infinity : Math.max(0, durationMs - elapsedMs)
  const { done } = progress
  const toCome = calls === null ? undefined : calls.reduce((sum, one) => sum + one, 0) - done
  const byPace = toCome === undefined || done === 0 ? Infinity : Math.max(0, (elapsedMs * toCome) / done)
  const leftMs = Math.min(byClock, byPace)
  return leftMs === Infinity ? undefined : leftMs
}

function sumOf(all: readonly SeriesCounts[]) {
  const sums = { done: 0, failed: 0, retried: 0, dropped: 0, cancelled: 0, costUsd: 0 }
  for (const one of all) for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += one[key]
  return sums
}
