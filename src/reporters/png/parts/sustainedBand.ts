import type { Plugin } from 'chart.js'
import type { Sustained } from '../../../harness/plan/planReport.ts'
import { theme } from '../../theme.ts'
import { tint } from './seriesLook.ts'

/** The most load that keeps the SLO, as a line, and its interval, shaded. The x axis counts calls a second. */
export function sustainedBand({ perSecond, interval: [low, high] }: Sustained): Plugin {
  return {
    id: 'sustained-band',
    beforeDatasetsDraw: ({ ctx, chartArea: { left, right, top, bottom }, scales }) => {
      const at = (load: number) => Math.min(right, Math.max(left, scales['x']!.getPixelForValue(load)))
      ctx.save()
      ctx.fillStyle = tint(theme.light.good, 0.15)
      ctx.fillRect(at(low), top, Math.max(1, at(high) - at(low)), bottom - top)
      ctx.strokeStyle = theme.light.good
      ctx.lineWidth = 2
      ctx.beginPath()
      ctx.moveTo(at(perSecond), top)
      ctx.lineTo(at(perSecond), bottom)
      ctx.stroke()
      ctx.restore()
    },
  }
}
