import type { OverTime } from '../../../bench/metrics/benchSummary.ts'
import { messages } from '../../../messages/index.ts'
import { axis } from './frame.ts'

/** The middle of each slice, in seconds since the run began. */
export function middles({ slices, sliceMs }: OverTime): number[] {
  return slices.map(({ fromMs }) => (fromMs + sliceMs / 2) / 1000)
}

/** How wide a bar is that stands for a slice, with some paper to the next one. */
export function barPx({ slices }: OverTime): number {
  return Math.max(2, Math.floor(720 / slices.length) - 2)
}

/** The time that the slices cover. */
export function secondsAxis({ slices, sliceMs }: OverTime) {
  const named = axis(messages.png.seconds, false)
  return {
    ...named,
    type: 'linear' as const,
    // Bars beside a line would give the axis a margin.
    offset: false,
    ticks: { ...named.ticks, includeBounds: false },
    min: slices[0]!.fromMs / 1000,
    max: (slices.at(-1)!.fromMs + sliceMs) / 1000,
  }
}
