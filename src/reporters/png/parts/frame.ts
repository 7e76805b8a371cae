import type { ChartOptions, ChartType } from 'chart.js'
import { theme } from '../../theme.ts'
import { family } from '../font.ts'

const { text, quiet, line } = theme.light

/** What all charts share: title and subtitle on the left, the legend below, and the room in between. */
export function frame({
  title,
  subtitle,
  room = 0,
  legend = true,
}: {
  readonly title: string
  readonly subtitle: string | readonly string[]
  /** Px between the subtitle and what is drawn, for whoever writes there. */
  readonly room?: number
  readonly legend?: boolean
}): ChartOptions<ChartType> {
  const font = (size: number, weight: 'normal' | 'bold' = 'normal') => ({ family, size, weight })
  return {
    locale: 'en-US',
    font: font(13),
    color: text,
    layout: { padding: { top: 14, right: 24, bottom: 10, left: 14 } },
    plugins: {
      title: {
        display: true,
        text: title,
        align: 'start',
        color: text,
        font: font(19, 'bold'),
        padding: { top: 0, bottom: 4 },
      },
      subtitle: {
        display: true,
        text: typeof subtitle === 'string' ? subtitle : [...subtitle],
        align: 'start',
        color: quiet,
        font: font(13),
        padding: { top: 0, bottom: 14 + room },
      },
      legend: {
        display: legend,
        position: 'bottom',
        align: 'start',
        labels: { color: text, font: font(13), usePointStyle: true, boxHeight: 8, padding: 18 },
      },
    },
  }
}

/** An axis with its name; what else it is, its chart says. */
export function axis(name: string, showsGrid = true) {
  return {
    title: { display: name !== '', text: name, color: quiet, font: { family, size: 13 } },
    ticks: { color: quiet, font: { family, size: 12 } },
    grid: { color: line, display: showsGrid },
    border: { color: quiet },
  }
}
