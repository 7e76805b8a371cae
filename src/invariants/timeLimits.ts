import type { CallView, DeclaredTimeouts, ExchangeView } from '../history/index.ts'
import { isLater } from './timing.ts'

/** When a client must have left an exchange at the latest, and by which limit. */
export interface Due {
  readonly limit: keyof DeclaredTimeouts
  readonly limitMs: number
  readonly atMs: number
}

/** For a head to be noted and to go out: a real clock is read for each, and what comes within it is the head itself. */
const headMs = 1

/**
 * The first limit that an exchange met, as the wire can tell; undefined if it met none for sure. What the client began
 * earlier (its attempt, its wait for the headers) was over earlier too, so that nobody has to be left before this instant.
 * `endMs` is when the exchange ended, or the run.
 */
export function firstDue(
  { started, response, ended }: ExchangeView,
  { headersMs, firstTokenMs, byteIdleMs, attemptMs }: DeclaredTimeouts,
  endMs: number,
  isReaderSlow: boolean,
): Due | undefined {
  const ofAttempt = due('attemptMs', attemptMs, started.at)
  if (response === undefined || response.at > started.at + (headersMs ?? Infinity))
    return earlier(ofAttempt, due('headersMs', headersMs, started.at))
  const silence = ended?.silence
  // The body of an error has a time of its own, and what is whole may close when it likes.
  const isAnswer = response.status >= 200 && response.status < 300 && ended?.finished !== true
  if (silence === undefined || !isAnswer || isReaderSlow) return ofAttempt
  const bytesAtMs = endMs - silence.bytesMs
  const hasBytes = ended!.text !== '' || bytesAtMs > response.at + headMs
  if (hasBytes) return earlier(ofAttempt, due('byteIdleMs', byteIdleMs, bytesAtMs))
  if (firstTokenMs === undefined || byteIdleMs === undefined) return ofAttempt
  // Before its first byte nobody knows what it will be: a document has the one limit, a stream the other. What came that
  // soon may have been a byte all the same.
  const ofFirst = later(due('firstTokenMs', firstTokenMs, response.at), due('byteIdleMs', byteIdleMs, bytesAtMs))
  return earlier(ofAttempt, ofFirst)
}

/** The same for the first word of a stream: comments may come all the while. */
export function firstTokenDue(
  { started, response, ended }: ExchangeView,
  { firstTokenMs }: DeclaredTimeouts,
  endMs: number,
): Due | undefined {
  const contentMs = ended?.silence?.contentMs
  if (!started.stream || response === undefined || response.status !== 200 || contentMs === undefined) return undefined
  if (ended!.finished || ended!.text !== '' || endMs - contentMs > response.at + headMs) return undefined
  return due('firstTokenMs', firstTokenMs, response.at)
}

function due(limit: keyof DeclaredTimeouts, limitMs: number, fromMs: number): Due
function due(limit: keyof DeclaredTimeouts, limitMs: number | undefined, fromMs: number): Due | undefined
function due(limit: keyof DeclaredTimeouts, limitMs: number | undefined, fromMs: number): Due | undefined {
  return limitMs === undefined ? undefined : { limit, limitMs, atMs: fromMs + limitMs }
}

function later(one: Due, other: Due): Due {
  return other.atMs > one.atMs ? other : one
}

export function earlier(one: Due | undefined, other: Due | undefined): Due | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return other.atMs < one.atMs ? other : one
}

/**
 * Whether a client left an exchange of which it had heard nothing before any limit had passed, although its caller was
 * still there: then some other clock than the attempt's own was running.
 */
export function wasLeftEarly(
  call: CallView,
  index: number,
  { headersMs, attemptMs }: DeclaredTimeouts,
  deadlineMs: number | undefined,
  toleranceMs: number,
): boolean {
  const { started, response, ended } = call.exchanges[index]!
  if (ended?.how !== 'client-left' || response !== undefined || ended.silence !== undefined) return false
  if (headersMs === undefined || attemptMs === undefined || call.aborted !== undefined || call.left !== undefined)
    return false
  // A call that never ends is closed with its client.
  if (call.ended === undefined) return false
  // The attempt began somewhere between the end of the one before and its request.
  const beganAtMs = call.exchanges[index - 1]?.ended?.at ?? call.started.at
  const soonestMs = Math.min(
    started.at + headersMs,
    beganAtMs + attemptMs,
    call.started.at + (call.started.deadlineMs ?? deadlineMs ?? Infinity),
  )
  return isLater(soonestMs, ended.at, toleranceMs)
}
