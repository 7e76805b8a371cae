import type { BenchSummary, ShownCall } from '../../../bench/metrics/benchSummary.ts'
import { messages } from '../../../messages/index.ts'
import { legend, type LegendEntry } from '../../charts/legend.ts'
import { picture } from '../../charts/draw.ts'
import { callLine, saidOf } from '../../charts/waterfall.ts'
import { inBothWidths } from '../../charts/widths.ts'
import { html, type Html } from '../template.ts'

const words = messages.charts.calls
const kinds = ['slowest', 'failed', 'random'] as const
const lineWidth = 440

/** Calls one by one; each opens by click or Enter. Null where there is none. */
export function singleCalls({ shownCalls }: BenchSummary): Html | null {
  const all = kinds.flatMap((kind) => shownCalls[kind])
  if (all.length === 0) return null
  return html`<p>${words.note}</p>
    <div class="scroll chart" role="group" tabindex="0" aria-label="${words.title}">${keys()}</div>
    ${kinds.map((kind) => shownCalls[kind].length > 0 && group(kind, shownCalls[kind]))}`
}

function keys(): Html {
  const { late, wait, first, stream, lost, other } = words.legend
  const entries: readonly LegendEntry[] = [
    { name: late, ink: 'quiet', isHatched: true },
    { name: first, ink: 's0', isHatched: true },
    { name: stream, ink: 's0' },
    { name: lost, ink: 'bad' },
    { name: wait, line: 'diagonal' },
    { name: other, marker: 'diamond', ink: 'text' },
  ]
  const description = entries.map(({ name }) => name).join(', ')
  return inBothWidths('chart-calls-key', (id, width) => {
    const { drawn, height } = legend(entries, width)
    return picture({ id, title: words.title, description, width, height }, drawn)
  })
}

function group(kind: (typeof kinds)[number], calls: readonly ShownCall[]): Html {
  const most = Math.max(1, ...calls.map(({ dueMs, endedMs }) => (endedMs ?? dueMs) - dueMs))
  return html`<div class="calls" data-kind="${kind}">
    <h3 id="calls-${kind}">${words.kinds[kind]} <small>${words.axis(most)}</small></h3>
    ${calls.map((call) => oneCall(kind, call, most))}
  </div>`
}

function oneCall(kind: string, call: ShownCall, most: number): Html {
  const id = `${kind}-${call.call}`
  return html`<details class="call">
    <summary>
      <span class="name">${words.call(call.call, call.series, call.model)} <small>${saidOf(call)}</small></span>
      ${callLine(call, id, lineWidth, most)}
    </summary>
    <ul>
      ${factsOf(call).map((fact) => html`<li>${fact}</li> `)}
    </ul>
  </details> `
}

function factsOf(call: ShownCall): string[] {
  const { dueMs, startedMs, firstTokenMs, endedMs, waitedMs, tries = [], inputTokens, outputTokens, costUsd } = call
  return [
    words.due(dueMs),
    ...(startedMs !== null && startedMs > dueMs ? [words.late(startedMs - dueMs)] : []),
    ...tries.map(({ model, startedMs: from, endedMs: to, errorClass }, index) =>
      words.attempt(index + 1, model, from, to, errorClass),
    ),
    ...(waitedMs !== null && waitedMs > 0 ? [words.waited(waitedMs)] : []),
    ...(firstTokenMs === null ? [] : [words.first(firstTokenMs - dueMs)]),
    ...(endedMs === null ? [] : [words.ended(endedMs - dueMs)]),
    ...(inputTokens === null || outputTokens === null ? [] : [words.tokens(inputTokens, outputTokens)]),
    ...(costUsd === null ? [] : [words.cost(messages.benchReport.usd(costUsd))]),
  ]
}
