import { html, type Html } from '../html/template.ts'
import { nameBelow, scaleOf, type Axis, type Frame, type Scale } from './axis.ts'
import { bar, label, picture, raw, rule, widthOf, type Picture } from './draw.ts'
import { legend, type LegendEntry } from './legend.ts'
import type { Ink } from './ink.ts'
import { ticksAcross, ticksOf } from './ticks.ts'
import { panelContent, type Slices, type TimePanel } from './timePanels.ts'
import { inBothWidths, isNarrow } from './widths.ts'

export interface TimeStack extends Omit<Picture, 'width' | 'height'> {
  readonly x: Axis
  readonly slices: Slices
  readonly panels: readonly TimePanel[]
  /** What a pointer is told of each slice. */
  readonly says: readonly string[]
  readonly bands: readonly { readonly from: number; readonly to: number; readonly name: string; readonly ink: Ink }[]
}

const panelHeights = { lines: 70, columns: 60, heat: 120 } as const
const gapPx = 34
const leastApartPx = 17

/** Panels below each other that share one axis of time, with what was wrong marked through all of them. */
export function timeStack(chart: TimeStack): Html {
  return inBothWidths(chart.id, (id, width) => drawnIn({ ...chart, id }, width))
}

function drawnIn(chart: TimeStack, width: number): Html {
  const { x, slices, panels, says, bands } = chart
  const { drawn, height } = legend(entriesOf(chart), width)
  const names = panels.flatMap(({ y }) => ticksOf(y, 3).map((tick) => widthOf(y.format(tick))))
  const left = Math.max(isNarrow(width) ? 0 : 62, 10 + Math.max(0, ...names))
  const right = width - (isNarrow(width) ? 16 : 24)
  const toX = scaleOf(x, [left, right])
  let bottom = height
  const frames = panels.map(({ kind }): Frame => {
    const top = bottom + gapPx
    bottom = top + panelHeights[kind]
    return { left, right, top, bottom }
  })
  const whole = { left, right, top: frames[0]!.top, bottom }
  return picture({ ...chart, width, height: bottom + 46 }, [
    drawn,
    bands.map(({ from, to, ink }) =>
      bar(toX(from), whole.top, Math.max(1.5, toX(to) - toX(from)), bottom - whole.top, ink, undefined, pale),
    ),
    ticksAcross(x, toX).map(
      (tick) =>
        html`${rule([toX(tick), whole.top], [toX(tick), bottom], 'line')}${label(x.format(tick), { x: toX(tick), y: bottom + 18, anchor: 'middle' })}`,
    ),
    panels.map((panel, index) => panelAt(panel, slices, frames[index]!, toX)),
    nameBelow(x.label, whole, width),
    !isNarrow(width) && unseen(says, slices, whole, toX),
  ])
}

const pale = 'fill-opacity="0.16"'

function panelAt(panel: TimePanel, slices: Slices, frame: Frame, toX: Scale): Html {
  const { left, right, top, bottom } = frame
  const { y } = panel
  const toY = scaleOf(y, [bottom, top])
  return html`${label(y.label, { x: 0, y: top - 10, ink: 'text', hasHalo: true })}${apart(ticksOf(y, 3), toY).map(
    (tick) =>
      html`${rule([left, toY(tick)], [right, toY(tick)], 'line')}${label(y.format(tick), { x: left - 8, y: toY(tick) + 4, anchor: 'end' })}`,
  )}${panelContent(panel, slices, frame, toX, toY)}${rule([left, bottom], [right, bottom], 'quiet')}`
}

/** Names that would lie over each other are left out. */
function apart(ticks: readonly number[], toY: Scale): number[] {
  const kept: number[] = []
  for (const tick of ticks) if (kept.length === 0 || toY(kept.at(-1)!) - toY(tick) >= leastApartPx) kept.push(tick)
  return kept
}

function entriesOf({ panels, bands }: TimeStack): LegendEntry[] {
  const named = panels.flatMap((panel): LegendEntry[] => {
    if (panel.kind === 'lines')
      return panel.lines.length < 2 ? [] : panel.lines.map(({ name, series }) => ({ name, series }))
    return panel.kind === 'heat' ? [] : panel.parts.map(({ name, ink }) => ({ name, ink }))
  })
  return [...named, ...bands.map(({ name, ink }) => ({ name, ink, isHatched: true }))]
}

/** Only a pointer finds them. */
function unseen(says: readonly string[], { fromMs, sliceMs }: Slices, { top, bottom }: Frame, toX: Scale): Html {
  const columns = says.map((text, slice) => {
    const [from, to] = [toX(fromMs + slice * sliceMs), toX(fromMs + (slice + 1) * sliceMs)]
    return html`${raw(`<path d="M${from.toFixed(1)},${top}V${bottom}H${to.toFixed(1)}V${top}">`)}<title>${text}</title>${raw('</path>')}`
  })
  return html`${raw('<g fill-opacity="0">')}${columns}${raw('</g>')}`
}
