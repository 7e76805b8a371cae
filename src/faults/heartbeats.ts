import { wait, type Step } from './steps.ts'

/** DeepSeek closes a connection after ten minutes in which it could not begin to answer (api-docs, "Rate Limit"). */
export const patienceMs = 600_000

/** Signs of life and nothing else, `everyMs` apart for `forMs`. */
export function* heartbeats(everyMs: number, forMs: number, beat: Step): Iterable<Step> {
  for (let leftMs = forMs; leftMs > 0; leftMs -= everyMs) {
    yield wait(Math.min(leftMs, everyMs))
    if (leftMs >= everyMs) yield beat
  }
}
