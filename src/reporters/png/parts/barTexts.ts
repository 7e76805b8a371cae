import type { Plugin } from 'chart.js'
import { theme } from '../../theme.ts'
import { family } from '../font.ts'

/** A text behind each bar of a dataset that lies: what it comes to. */
export function barTexts(dataset: number, texts: readonly string[]): Plugin {
  return {
    id: 'bar-texts',
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart
      ctx.save()
      ctx.fillStyle = theme.light.text
      ctx.font = `13px ${family}`
      ctx.strokeStyle = theme.light.ground
      ctx.lineWidth = 5
      ctx.lineJoin = 'round'
      ctx.textBaseline = 'middle'
      for (const [index, element] of chart.getDatasetMeta(dataset).data.entries()) {
        const { x, y } = element.getProps(['x', 'y'], true) as { x: number; y: number }
        // Lines of the grid end at the text.
        ctx.strokeText(texts[index] ?? '', x + 10, y)
        ctx.fillText(texts[index] ?? '', x + 10, y)
      }
      ctx.restore()
    },
  }
}
