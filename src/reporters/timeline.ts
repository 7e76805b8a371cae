import type { RunReport } from '../harness/report.ts'
import type { EventOf, HistoryEvent } from '../history/index.ts'
import { messages } from '../messages/index.ts'
import { brokenRules } from './digest.ts'

/** One moment of a run in words. */
export interface TimelineRow {
  /** Ms since the run began. */
  readonly atMs: number
  /** Who saw it: the client with its caller, or the upstream. */
  readonly lane: 'client' | 'upstream'
  /** Something travels: `out` to the upstream, `in` back from it. */
  readonly arrow: 'out' | 'in' | null
  readonly call: number | null
  readonly text: string
  /** The broken rules that this moment proves. */
  readonly proves: readonly string[]
  /** Events of the run that stand between the row before and this one, and are not shown. */
  readonly leftOutBefore: number
}

type Words = Pick<TimelineRow, 'lane' | 'arrow' | 'call' | 'text'>

const words = messages.timeline

/** The story of a run that broke. Pieces that a caller receives in a row become one moment. */
export function timelineOf(run: Pick<RunReport, 'excerpt' | 'judged'>): TimelineRow[] {
  const proofs = proofsBySeq(run)
  const callOf = new Map<number, number | null>()
  const rows: TimelineRow[] = []
  let nextSeq = run.excerpt[0]?.seq ?? 0
  for (let index = 0; index < run.excerpt.length; index++) {
    const event = run.excerpt[index]!
    if (event.type === 'exchange-started') callOf.set(event.exchange, event.call)
    const pieces = event.type === 'call-delta' ? deltasFrom(run.excerpt, index) : []
    const told = pieces.length > 0 ? pieces : [event]
    const last = told.at(-1)!
    rows.push({
      atMs: event.at,
      ...(pieces.length > 0 ? wordsForDeltas(pieces) : wordsFor(event, callOf)),
      proves: [...new Set(told.flatMap(({ seq }) => proofs.get(seq) ?? []))],
      leftOutBefore: event.seq - nextSeq,
    })
    nextSeq = last.seq + 1
    index += told.length - 1
  }
  return rows
}

/** At most `limit` rows: the moments that prove it first, then those nearest to them, in order. */
export function shortened(rows: readonly TimelineRow[], limit: number): TimelineRow[] {
  if (rows.length <= limit) return [...rows]
  const proofs = rows.flatMap((row, index) => (row.proves.length > 0 ? [index] : []))
  // A little more weight on what came before a proof: causes explain more than consequences.
  const distance = (index: number) =>
    Math.min(...proofs.map((proof) => (index <= proof ? proof - index : (index - proof) * 1.5)), Infinity)
  const kept = rows
    .map((_, index) => index)
    .sort((a, b) => distance(a) - distance(b) || a - b)
    .slice(0, limit)
    .sort((a, b) => a - b)
  let before = 0
  return kept.map((index) => {
    const leftOut = rows.slice(before, index + 1).reduce((sum, row) => sum + row.leftOutBefore, index - before)
    before = index + 1
    return { ...rows[index]!, leftOutBefore: leftOut }
  })
}

function proofsBySeq(run: Pick<RunReport, 'judged'>): Map<number, string[]> {
  const proofs = new Map<number, string[]>()
  for (const { invariant, result } of brokenRules(run)) {
    for (const seq of result.violations.flatMap(({ evidence }) => evidence)) {
      proofs.set(seq, [...(proofs.get(seq) ?? []), invariant])
    }
  }
  return proofs
}

function deltasFrom(excerpt: readonly HistoryEvent[], start: number): EventOf<'call-delta'>[] {
  const pieces: EventOf<'call-delta'>[] = []
  for (const event of excerpt.slice(start)) {
    const before = pieces.at(-1)
    if (event.type !== 'call-delta') break
    if (before !== undefined && (event.call !== before.call || event.seq !== before.seq + 1)) break
    pieces.push(event)
  }
  return pieces
}

function wordsForDeltas(pieces: readonly EventOf<'call-delta'>[]): Words {
  const text = words.received(quote(pieces.map((piece) => piece.text).join('')), pieces.length)
  return { lane: 'client', arrow: null, call: pieces[0]!.call, text }
}

function wordsFor(event: HistoryEvent, callOf: ReadonlyMap<number, number | null>): Words {
  const client = (call: number | null, text: string): Words => ({ lane: 'client', arrow: null, call, text })
  const upstream = (arrow: Words['arrow'], call: number | null | undefined, text: string): Words => {
    return { lane: 'upstream', arrow, call: call ?? null, text }
  }
  switch (event.type) {
    case 'call-started':
      return client(event.call, words.callStarted(event.stream, event.deadlineMs))
    case 'call-delta':
      return wordsForDeltas([event])
    case 'call-aborted':
      return client(event.call, words.aborted)
    case 'call-resumed':
      return client(event.call, words.resumed)
    case 'call-left':
      return client(event.call, words.left)
    case 'call-ended':
      return client(event.call, outcome(event.outcome))
    case 'attempt-started':
      return client(event.call, words.attemptStarted(event.attempt, event.kind, event.endpoint))
    case 'attempt-ended':
      return client(event.call, attemptEnded(event))
    case 'wait-started':
      return client(event.call, words.waits(event.delayMs, event.reason))
    case 'breaker-changed':
      return client(null, words.breaker(event.endpoint, event.from, event.to))
    case 'operation-started':
      return client(event.call, words.operationStarted(event.stream))
    case 'operation-ended':
      return client(event.call, words.operationEnded(event.attempts, event.durationMs, event.errorClass))
    case 'health-changed':
      return client(null, words.health(event.endpoint, event.healthy, event.reason))
    case 'limit-changed':
      return client(null, words.limit(event.endpoint, event.from, event.to))
    case 'key-buried':
      return client(null, words.keyBuried(event.endpoint, event.errorClass))
    case 'run-quiesced':
      return client(null, words.quiesced(event.timers, event.sockets, event.listeners))
    case 'connection-opened':
      return upstream(null, null, words.connectionOpened(event.origin))
    case 'connection-failed':
      return upstream(null, null, words.connectionFailed(event.origin, event.code))
    case 'exchange-started':
      return upstream('out', event.call, words.request(event.model, event.stream))
    case 'response-started':
      return upstream('in', callOf.get(event.exchange), response(event))
    case 'exchange-ended':
      return upstream(event.how === 'client-left' ? 'out' : 'in', callOf.get(event.exchange), exchangeEnded(event))
  }
}

function outcome(given: EventOf<'call-ended'>['outcome']): string {
  return given.ok ? words.endedOk(quote(given.text)) : words.endedFailed(given.errorClass, cut(given.message))
}

function attemptEnded({ attempt, errorClass, reason, status }: EventOf<'attempt-ended'>): string {
  if (errorClass === null) return words.attemptOk(attempt)
  return words.attemptFailed(attempt, [status, errorClass, reason].filter((part) => part !== null).join(' '))
}

function response({ status, truth, asked }: EventOf<'response-started'>): string {
  const headers = Object.entries(asked).map(([name, value]) => `${name} ${value}`)
  return words.response(status, truth.class === 'ok' ? null : truth.class, headers)
}

function exchangeEnded({ how, text, finished }: EventOf<'exchange-ended'>): string {
  const sent = text === '' ? words.nothing : quote(text)
  if (how === 'reset') return words.reset(sent)
  if (how === 'fin') return words.closed(sent)
  if (how === 'client-left') return words.clientLeft(sent)
  if (finished) return words.answered(sent)
  return text === '' ? words.errorSent : words.endedUnfinished(sent)
}

function quote(text: string): string {
  return `"${cut(text)}"`
}

/** Where an answer breaks off matters as much as how it begins. */
function cut(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 40)} ... ${text.slice(-36)}`
}
