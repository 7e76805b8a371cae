import type { PointStyle } from 'chart.js'
import { seriesStyle, theme, type Marker } from '../../theme.ts'

/** The theme's markers, as chart.js calls them. */
const points: Readonly<Record<Marker, PointStyle>> = {
  circle: 'circle',
  square: 'rect',
  triangle: 'triangle',
  diamond: 'rectRot',
  cross: 'crossRot',
  star: 'star',
}

/** How the series at this place (from 0) is drawn: what a dataset of chart.js says of it. */
export function seriesLook(index: number) {
  const { colour, dash, marker } = seriesStyle(index)
  const ink = theme.light.series[colour]!
  return {
    borderColor: ink,
    backgroundColor: ink,
    borderDash: [...dash],
    borderWidth: 2,
    pointStyle: points[marker],
    pointRadius: 3,
  }
}

/** The same ink, so that what lies below is seen through it; from 0 to 1. */
export function tint(hex: string, opacity: number): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  return `rgba(${parts.join(', ')}, ${opacity})`
}
