import type { Plugin } from 'chart.js'
import type { FaultBar } from '../../../harness/bench/faultBars.ts'
import { messages } from '../../../messages/index.ts'
import { theme } from '../../theme.ts'
import { family } from '../font.ts'
import { named } from './named.ts'
import { tint } from './seriesLook.ts'

const rowPx = 20
const mostRows = 4

/** Room that the bars of these faults need above the chart. */
export function roomFor(bars: readonly FaultBar[]): number {
  return rowPx * rowsOf(bars).length
}

/** Faults that were in force: a bar with its name above the chart, and its time shaded. The x axis counts seconds. */
export function faultBands(bars: readonly FaultBar[]): Plugin {
  const rows = rowsOf(bars)
  return {
    id: 'fault-bands',
    beforeDatasetsDraw: ({ ctx, chartArea, scales }) => {
      const { left, right, top, bottom } = chartArea
      const at = (ms: number) => Math.min(right, Math.max(left, scales['x']!.getPixelForValue(ms / 1000)))
      ctx.save()
      for (const [row, { model, fault, fromMs, toMs }] of rows.entries()) {
        const [from, to] = [at(fromMs), toMs === null ? right : at(toMs)]
        const y = top - rowPx * (rows.length - row)
        ctx.fillStyle = tint(theme.light.bad, 0.08)
        ctx.fillRect(from, top, to - from, bottom - top)
        ctx.fillStyle = tint(theme.light.bad, 0.25)
        ctx.fillRect(from, y, Math.max(2, to - from), rowPx - 4)
        ctx.fillStyle = theme.light.text
        ctx.font = `12px ${family}`
        ctx.textBaseline = 'middle'
        const text = messages.png.faultBar(named(model), named(fault))
        // A name that does not fit to the right of its beginning ends at the chart's edge.
        const x = Math.max(left, Math.min(from + 6, right - ctx.measureText(text).width - 6))
        ctx.fillText(text, x, y + (rowPx - 4) / 2)
      }
      ctx.restore()
    },
  }
}

/** What was in force all the time is no event: it is the day itself. */
function rowsOf(bars: readonly FaultBar[]): readonly FaultBar[] {
  return bars.filter(({ fromMs, toMs }) => fromMs > 0 || toMs !== null).slice(0, mostRows)
}
