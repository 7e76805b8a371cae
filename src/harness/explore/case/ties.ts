import type { Arbitrary, FC } from './fastCheck.ts'

/** Several things at the same instant: a deadline when an asked wait ends, a hedge when headers are due. */
export function tieGrids(fc: FC): Arbitrary<number> {
  return fc.constantFrom(100, 500, 1_000, 1_000, 5_000)
}

/** The same with every span of time a multiple of `gridMs`: what lay close together coincides. Zero stays zero. */
export function onGrid<Value>(value: Value, gridMs: number): Value {
  return moved(value, gridMs, false) as Value
}

function moved(value: unknown, gridMs: number, isSpan: boolean): unknown {
  if (typeof value === 'number') return isSpan && value > 0 ? nearest(value, gridMs) : value
  if (Array.isArray(value)) return value.map((item) => moved(item, gridMs, isSpan))
  if (typeof value !== 'object' || value === null) return value
  const shifted: Record<string, unknown> = {}
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key]
    shifted[key] = key === 'during' ? window(item as [number, number], gridMs) : moved(item, gridMs, key.endsWith('Ms'))
  }
  return shifted
}

function nearest(ms: number, gridMs: number): number {
  return Math.max(1, Math.round(ms / gridMs)) * gridMs
}

/** It lasts for a while yet. */
function window([fromMs, toMs]: readonly [number, number], gridMs: number): [number, number] {
  const from = Math.round(fromMs / gridMs) * gridMs
  return [from, Math.max(from + gridMs, nearest(toMs, gridMs))]
}
