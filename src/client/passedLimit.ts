import type { WatchedPhase } from './attemptWatch.ts'
import type { TimeLimits } from './policy.ts'

/** What did not happen in time, and the option that says how long that is. */
const missed: Readonly<Partial<Record<WatchedPhase, readonly [what: string, option: keyof TimeLimits]>>> = {
  connect: ['no connection', 'connectMs'],
  tls: ['no TLS handshake', 'tlsMs'],
  headers: ['no headers', 'headersMs'],
  first_token: ['no first token', 'firstTokenMs'],
  byte_idle: ['no bytes of the body', 'byteIdleMs'],
  token_idle: ['no further token', 'tokenIdleMs'],
  attempt: ['no end of the attempt', 'attemptMs'],
}

/** A time limit in words: what was waited for, for how long, and which option to change. */
export function passedLimit(phase: WatchedPhase, limits: TimeLimits, deadlineMs: number): string {
  const [what, option] = missed[phase] ?? []
  if (what === undefined || option === undefined)
    return `the deadline of ${Math.round(deadlineMs)} ms passed (deadline)`
  return `${what} within ${limits[option]} ms (timeout.${option})`
}
