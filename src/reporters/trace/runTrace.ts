import type { RunReport } from '../../harness/report.ts'
import type { EventOf, HistoryEvent } from '../../history/index.ts'
import { messages } from '../../messages/index.ts'
import type { Track } from './track.ts'
import { TraceBuilder } from './traceBuilder.ts'
import type { TraceEvent } from './traceEvent.ts'

const words = messages.trace

/** What a report holds of runs that broke: the events around their first breaches. */
export function runsTrace(
  runs: readonly Pick<RunReport, 'scenario' | 'target' | 'world' | 'excerpt'>[],
): readonly TraceEvent[] {
  const builder = new TraceBuilder()
  for (const { scenario, target, world, excerpt } of runs) {
    const lastMs = excerpt.at(-1)?.at ?? 0
    builder.enterRun(`${scenario} (${target}, ${world})`)
    addCalls(builder, excerpt, lastMs)
    // A client that tells nothing of its attempts is seen by its exchanges.
    if (excerpt.some(({ type }) => type === 'attempt-started')) addAttempts(builder, excerpt, lastMs)
    else addExchanges(builder, excerpt, lastMs)
  }
  return builder.events
}

function addCalls(builder: TraceBuilder, excerpt: readonly HistoryEvent[], lastMs: number): void {
  const seen = new Set<number>()
  for (const event of excerpt) {
    if (event.type === 'call-started') addCall(builder, event, excerpt, lastMs)
    else if (event.type === 'wait-started') {
      const { call, delayMs, reason, at } = event
      // A wait that its call does not live to see ends with it.
      const toMs = Math.min(at + delayMs, endOf(call, excerpt)?.at ?? Infinity)
      const name = words.wait(delayMs, reason)
      builder.stretch({ endpoint: null, call }, { name, fromMs: at, toMs, kind: 'wait', args: { reason } })
    } else if (event.type === 'call-delta' && !seen.has(event.call)) {
      seen.add(event.call)
      builder.instant({ endpoint: null, call: event.call }, words.firstToken, event.at)
    } else if (event.type === 'breaker-changed')
      builder.instant(
        { endpoint: event.endpoint, call: null },
        words.breaker(event.endpoint, event.from, event.to),
        event.at,
        true,
      )
  }
}

function addCall(
  builder: TraceBuilder,
  { call, at, deadlineMs }: EventOf<'call-started'>,
  excerpt: readonly HistoryEvent[],
  lastMs: number,
): void {
  const end = endOf(call, excerpt)
  const how =
    end === undefined ? words.cut : end.outcome.ok ? words.ok : (end.outcome.errorClass ?? end.outcome.message)
  const place = { endpoint: null, call }
  const toMs = end?.at ?? lastMs
  builder.stretch(place, { name: words.call(call, how), fromMs: at, toMs, kind: 'call', args: { deadlineMs } })
  if (deadlineMs !== null && at + deadlineMs <= lastMs) builder.instant(place, words.deadline, at + deadlineMs)
}

function endOf(call: number, excerpt: readonly HistoryEvent[]): EventOf<'call-ended'> | undefined {
  return excerpt.find((event): event is EventOf<'call-ended'> => event.type === 'call-ended' && event.call === call)
}

function addAttempts(builder: TraceBuilder, excerpt: readonly HistoryEvent[], lastMs: number): void {
  const ends = new Map<string, EventOf<'attempt-ended'>>()
  for (const event of excerpt) if (event.type === 'attempt-ended') ends.set(`${event.call} ${event.attempt}`, event)
  const before = new Map<number, { readonly endpoint: string; readonly endedMs: number; readonly track: Track }>()
  for (const event of excerpt) {
    if (event.type !== 'attempt-started') continue
    const { call, attempt, endpoint, kind, at } = event
    const end = ends.get(`${call} ${attempt}`)
    const how = end === undefined ? words.cut : (end.reason ?? end.errorClass ?? words.ok)
    const toMs = end?.at ?? lastMs
    const track = builder.stretch(
      { endpoint, call },
      {
        name: words.attempt(attempt, how),
        fromMs: at,
        toMs,
        kind: 'attempt',
        args: { kind, status: end?.status ?? null },
      },
    )
    const last = before.get(call)
    if (last !== undefined && last.endpoint !== endpoint && last.endedMs <= at)
      builder.arrow(last.track, last.endedMs, track, at)
    before.set(call, { endpoint, endedMs: toMs, track })
  }
}

function addExchanges(builder: TraceBuilder, excerpt: readonly HistoryEvent[], lastMs: number): void {
  const attempts = new Map<number | null, number>()
  for (const event of excerpt) {
    if (event.type !== 'exchange-started') continue
    const { exchange, call, model, at } = event
    const nth = (attempts.get(call) ?? 0) + 1
    attempts.set(call, nth)
    const end = excerpt.find((one) => one.type === 'exchange-ended' && one.exchange === exchange) as
      | EventOf<'exchange-ended'>
      | undefined
    const stretch = { name: words.attempt(nth, end?.how ?? words.cut), fromMs: at, toMs: end?.at ?? lastMs } as const
    builder.stretch({ endpoint: model, call }, { ...stretch, kind: 'attempt' })
  }
}
