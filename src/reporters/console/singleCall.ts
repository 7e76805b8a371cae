import type { CallSample } from '../../bench/sample.ts'
import { messages } from '../../messages/index.ts'
import { visible } from '../harmless.ts'
import type { Terminal } from './terminal.ts'

const words = messages.singleCall

/** Characters of the bar that stands for the whole call. */
const barWidth = 24

interface Moment {
  /** Ms since the call was due; `toMs` of what lasts. */
  readonly atMs: number
  readonly toMs?: number
  readonly text: string
  readonly isBad?: boolean
}

/** One call from when it was due to its end: attempts, waits and why, failover, first token, and what of its deadline was left. */
export function singleCall(terminal: Terminal, sample: CallSample, deadlineMs: number): void {
  const { call, series, attempts, model, errorClass, outcome, startedMs } = sample
  const how =
    startedMs === null ? words.notBegun : model === null ? words.failed(errorClass ?? outcome) : words.answeredBy(model)
  terminal.line(terminal.paint('bold', visible(words.title(call, series, how, attempts))))
  const moments = momentsOf(sample, deadlineMs)
  const lastMs = Math.max(1, ...moments.map(({ atMs, toMs = atMs }) => (atMs === deadlineMs ? 0 : toMs)))
  if (moments.length > 0) terminal.line(terminal.paint('dim', `${' '.repeat(10)}${words.since}`))
  for (const moment of moments) {
    const at = messages.format.number(Math.round(moment.atMs * 10) / 10).padStart(10)
    const line = `${at}  ${barOf(moment, lastMs)}  ${visible(moment.text)}`
    terminal.line(moment.isBad === true ? terminal.paint('red', line) : line)
  }
}

function momentsOf(
  { dueMs, startedMs, endedMs, firstTokenMs, tries, ...sample }: CallSample,
  deadlineMs: number,
): Moment[] {
  if (startedMs === null || endedMs === null) return []
  const [startMs, endMs] = [startedMs - dueMs, endedMs - dueMs]
  const alone = {
    model: sample.model ?? sample.series,
    startedMs: 0,
    endedMs: endMs - startMs,
    errorClass: sample.errorClass,
  }
  const moments: Moment[] = startMs > 0 ? [{ atMs: 0, toMs: startMs, text: words.late }] : []
  for (const [index, one] of (tries ?? (sample.attempts === 1 ? [alone] : [])).entries()) {
    const before = tries?.[index - 1]
    if (before !== undefined && one.startedMs > before.endedMs) {
      const text = words.waits(one.startedMs - before.endedMs, index + 1, before.errorClass ?? words.ok)
      moments.push({ atMs: startMs + before.endedMs, toMs: startMs + one.startedMs, text })
    }
    if (before !== undefined && before.model !== one.model)
      moments.push({ atMs: startMs + one.startedMs, text: words.failover(one.model) })
    const text = words.attempt(index + 1, one.model, one.errorClass ?? words.ok)
    moments.push({ atMs: startMs + one.startedMs, toMs: startMs + one.endedMs, text, isBad: one.errorClass !== null })
  }
  if (firstTokenMs !== null) moments.push({ atMs: firstTokenMs - dueMs, text: words.firstToken })
  // The client's deadline counts from when the call began.
  const leftMs = Math.max(0, startMs + deadlineMs - endMs)
  return [...moments, { atMs: endMs, text: words.deadline(leftMs) }]
}

function barOf({ atMs, toMs }: Moment, lastMs: number): string {
  const place = (ms: number) => Math.min(barWidth - 1, Math.max(0, Math.floor((ms / lastMs) * barWidth)))
  const from = place(atMs)
  const sign = toMs === undefined ? '|' : '='.repeat(Math.max(1, place(toMs) - from + 1))
  return (' '.repeat(from) + sign).slice(0, barWidth).padEnd(barWidth)
}
