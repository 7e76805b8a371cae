import type { ShownCall } from '../../bench/metrics/benchSummary.ts'
import { messages } from '../../messages/index.ts'
import { html, type Html } from '../html/template.ts'
import { bar, mark, picture, rule } from './draw.ts'
import type { Scale } from './axis.ts'

const words = messages.charts.calls
const height = 20

/** One call on one line, from when it was due: how late it began, its attempts and the waits between them, its answer. */
export function callLine(call: ShownCall, id: string, width: number, mostMs: number): Html {
  const toX: Scale = (ms) => (Math.min(ms, mostMs) / mostMs) * (width - 8) + 2
  const title = words.call(call.call, call.series, call.model)
  return picture({ id, title, description: words.say(saidOf(call)), width, height }, [
    rule([2, height - 1], [width - 6, height - 1], 'line'),
    call.startedMs === null ? '' : parts(call, call.startedMs - call.dueMs, toX),
  ])
}

/** How it went, in a few words. */
export function saidOf({ dueMs, endedMs, attempts, errorClass, reason }: ShownCall): string {
  const took = words.took((endedMs ?? dueMs) - dueMs, attempts)
  return errorClass === null
    ? took
    : `${took}, ${words.failed(reason === null ? errorClass : `${errorClass}, ${reason}`)}`
}

function parts(call: ShownCall, lateMs: number, toX: Scale): Html {
  const { tries = [], series } = call
  const late = lateMs > 0 && piece(0, lateMs, toX, 'quiet', words.legend.late, 'fill-opacity="0.35"')
  if (tries.length === 0) return html`${late}${answer(call, lateMs, toX)}`
  let before = 0
  let model = series
  const drawn = tries.map((one) => {
    const [from, to] = [lateMs + one.startedMs, lateMs + one.endedMs]
    const wait =
      one.startedMs > before && rule([toX(lateMs + before), 10], [toX(from), 10], 'quiet', 'stroke-dasharray="2 2"')
    before = Math.max(before, one.endedMs)
    const changed = one.model !== model && mark('diamond', toX(from), 3.5, 'text', one.model)
    model = one.model
    const says = `${one.model}: ${one.errorClass ?? words.legend.stream}`
    const what = one.errorClass === null ? answer(call, from, toX) : piece(from, to, toX, 'bad', says)
    return html`${wait}${what}${changed}`
  })
  return html`${late}${drawn}`
}

/** Pale until the first token, full after it; of what did not stream all is full. */
function answer({ dueMs, firstTokenMs, endedMs, outcome }: ShownCall, fromMs: number, toX: Scale): Html {
  const toMs = (endedMs ?? dueMs) - dueMs
  if (!outcome.startsWith('ok')) return piece(fromMs, toMs, toX, 'bad', words.legend.lost)
  if (firstTokenMs === null) return piece(fromMs, toMs, toX, 's0', words.legend.stream)
  const first = Math.max(fromMs, firstTokenMs - dueMs)
  return html`${piece(fromMs, first, toX, 's0', words.legend.first, 'fill-opacity="0.45"')}${piece(first, toMs, toX, 's0', words.legend.stream)}${rule([toX(first), 2], [toX(first), 18], 'text', 'stroke-width="1.5"')}`
}

function piece(from: number, to: number, toX: Scale, ink: 'quiet' | 'bad' | 's0', says: string, more = ''): Html {
  return bar(toX(from), 5, toX(to) - toX(from), 10, ink, `${says}: ${messages.charts.ms(to - from)}`, more)
}
