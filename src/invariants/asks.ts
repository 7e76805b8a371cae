import { endpointOf, type AnsweredExchange } from './exchanges.ts'

/** An answer that asked for patience. */
export interface Ask {
  readonly answer: AnsweredExchange
  readonly endpoint: string
  readonly waitMs: number
  /** Nobody may come back before this instant. */
  readonly dueMs: number
  /** It was written as a date or an epoch: only these are read by the wall clock. */
  readonly isInstant: boolean
}

/** HTTP dates are whole seconds (RFC 9110 section 5.6.7), so both sides may be one off. */
const dateToleranceMs = 1000

/** Whether an answer names a wait at all: what it may have asked for, `askOf` says. */
export function mayAsk({ response: { truth } }: AnsweredExchange): boolean {
  return truth.waitMs !== undefined && truth.class !== 'ok'
}

/** What an answer asked for, or undefined if it left no wait to sit out once it had been read. */
export function askOf(answer: AnsweredExchange): Ask | undefined {
  const { waitMs, class: meaning } = answer.response.truth
  if (waitMs === undefined || meaning === 'ok') return undefined
  const isInstant = namesAnInstant(answer.response.asked)
  if (isInstant && answer.wallJumped === true) return undefined
  const dueMs = isInstant
    ? // An instant was fixed when the request came; it does not move while the answer is under way.
      answer.started.at + waitMs - dateToleranceMs
    : answer.response.at + waitMs
  return dueMs > answer.ended.at ? { answer, endpoint: endpointOf(answer), waitMs, dueMs, isInstant } : undefined
}

/** Whether the wait was written as a date or an epoch. Only the form is looked at; how long it is, the truth says. */
export function namesAnInstant(asked: Readonly<Record<string, string>>): boolean {
  for (const name in asked) {
    const value = asked[name]!
    if (/:\d\d/.test(value) || (name.startsWith('x-ratelimit-reset') && /^\d{9,}$/.test(value))) return true
  }
  return false
}
