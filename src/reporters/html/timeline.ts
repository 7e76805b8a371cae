import type { RunReport } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { timelineOf, type TimelineRow } from '../timeline.ts'
import { html, type Html } from './template.ts'

const words = messages.report
const lanes = messages.timeline
const arrows = { out: '← ', in: '→ ' }

/** Two lanes, the upstream's and the client's; the moments that prove a breach say which. */
export function timeline(run: RunReport): Html {
  const rows = timelineOf(run)
  if (rows.length === 0) return html``
  return html`<h4>${words.timelineCaption}</h4>
    <div class="lanes" aria-hidden="true"><span>${lanes.upstream}</span><span>${lanes.client}</span></div>
    <ol class="timeline">
      ${rows.map((row) => html`${row.leftOutBefore > 0 && gap(row.leftOutBefore)}${moment(row)}`)}
    </ol>`
}

function moment({ atMs, lane, arrow, call, text, proves }: TimelineRow): Html {
  const proof = proves.length > 0 && html` <strong class="proof">${words.proves(proves)}</strong>`
  return html`<li class="${lane}${proves.length > 0 ? ' proves' : ''}">
    <span class="at">${messages.format.instant(atMs)}</span>
    <span class="call">${call !== null && words.call(call)}</span>
    <span class="text"
      ><span class="spoken">${lanes[lane]}: </span>${arrow !== null && arrows[arrow]}${text}${proof}</span
    >
  </li> `
}

function gap(events: number): Html {
  return html`<li class="gap"><span class="text">⋮ ${lanes.leftOut(events)}</span></li> `
}
