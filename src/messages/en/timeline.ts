import { count, duration, number } from '../format.ts'

/** One line each of a run's story. Quoted text comes from outside; whoever shows it makes it harmless. */
export const timeline = {
  client: 'client',
  upstream: 'upstream',
  callStarted: (stream: boolean, deadlineMs: number | null) =>
    `starts${stream ? ', wants a stream' : ''}${deadlineMs === null ? '' : `, deadline ${duration(deadlineMs)}`}`,
  received: (text: string, pieces: number) => `receives ${text}${pieces > 1 ? ` in ${number(pieces)} pieces` : ''}`,
  aborted: 'caller aborts',
  left: 'caller leaves the stream',
  resumed: 'asks for the next piece',
  wallJumped: (byMs: number) => `the wall clock is set ${byMs < 0 ? 'back' : 'forward'} by ${duration(Math.abs(byMs))}`,
  endedOk: (text: string) => `ended ok: ${text}`,
  endedFailed: (errorClass: string | null, message: string) =>
    `failed${errorClass === null ? '' : ` (${errorClass})`}: ${message}`,
  attemptStarted: (attempt: number, kind: string, endpoint: string) => `attempt ${attempt}, ${kind}, on ${endpoint}`,
  attemptOk: (attempt: number) => `attempt ${attempt} ok`,
  attemptFailed: (attempt: number, why: string) => `attempt ${attempt} failed: ${why}`,
  waits: (delayMs: number, reason: string) => `waits ${duration(delayMs)} (${reason})`,
  breaker: (endpoint: string, from: string, to: string) => `breaker of ${endpoint}: ${from} to ${to}`,
  operationStarted: (stream: boolean) => `call begins${stream ? ', stream' : ''}`,
  operationEnded: (attempts: number, durationMs: number, errorClass: string | null) =>
    `call ${errorClass === null ? 'ok' : `failed (${errorClass})`} after ${count(attempts, 'attempt')}, ${duration(durationMs)}`,
  health: (endpoint: string, healthy: boolean, reason: string) =>
    `${endpoint} counts as ${healthy ? 'healthy' : 'unhealthy'} (${reason})`,
  limit: (endpoint: string, from: number, to: number) => `concurrency of ${endpoint}: ${number(from)} to ${number(to)}`,
  keyBuried: (endpoint: string, errorClass: string) => `key of ${endpoint} counts as dead (${errorClass})`,
  quiesced: (timers: number, sockets: number, listeners: number) =>
    timers + sockets + listeners === 0
      ? 'closed, nothing left behind'
      : `closed; left behind: ${count(timers, 'timer')}, ${count(sockets, 'socket')}, ${count(listeners, 'listener')}`,
  connectionOpened: (origin: string) => `connection to ${origin}`,
  connectionFailed: (origin: string, code: string) => `TLS to ${origin} fails: ${code}`,
  request: (model: string, stream: boolean, kind: string | null) =>
    `asks ${model}${kind === null ? '' : ` (${kind})`}${stream ? ', stream' : ''}`,
  response: (status: number, meaning: string | null, asked: readonly string[]) => {
    const means = meaning === null ? '' : status < 400 ? `, which means ${meaning}` : ` ${meaning}`
    return [`${status}${means}`, ...asked].join(', ')
  },
  answered: (text: string) => `answer complete: ${text}`,
  endedUnfinished: (text: string) => `ends without a finish, after ${text}`,
  errorSent: 'body complete',
  reset: (text: string) => `connection reset, after ${text}`,
  closed: (text: string) => `connection closed, after ${text}`,
  clientLeft: (text: string) => `hangs up, after ${text}`,
  nothing: 'no content',
  leftOut: (events: number) => `${count(events, 'event')} left out`,
}
