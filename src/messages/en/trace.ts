import { count, duration } from '../format.ts'

/** Names in `trace.json`. */
export const trace = {
  client: 'client',
  endpoint: (name: string) => `endpoint ${name}`,
  track: (call: number, nth: number) => (nth === 1 ? `call ${call}` : `call ${call}, at the same time (${nth})`),
  ofProcess: 'circuit breaker',
  call: (call: number, how: string) => `call ${call}: ${how}`,
  attempt: (nth: number, how: string) => `attempt ${nth}: ${how}`,
  ok: 'ok',
  cut: 'its end is not shown',
  lateStart: (ms: number) => `waits ${duration(ms)} for its start: the load was late`,
  wait: (ms: number, reason: string) => `waits ${duration(ms)} (${reason})`,
  beforeAttempt: (nth: number, why: string) => `before attempt ${nth}, after ${why}`,
  firstToken: 'first token',
  deadline: 'deadline',
  failover: 'failover',
  breaker: (endpoint: string, from: string, to: string) => `breaker of ${endpoint}: ${from} to ${to}`,
  sampled: (calls: number) =>
    `${count(calls, 'call')} of the run: the slowest, the first that failed, and some at random`,
  excerpts: 'what happened around the first breaches of each run that broke',
}
