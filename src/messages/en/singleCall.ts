import { count, duration, number } from '../format.ts'

/** A single call of a benchmark, moment by moment. */
export const singleCall = {
  title: (call: number, series: string, how: string, attempts: number) =>
    `Call ${number(call)}, asked ${series}: ${how}, ${count(attempts, 'attempt')}`,
  answeredBy: (model: string) => `answered by ${model}`,
  failed: (errorClass: string) => `failed (${errorClass})`,
  notBegun: 'never begun',
  late: 'waits for its start: the load was late',
  attempt: (nth: number, model: string, how: string) => `attempt ${nth} on ${model}: ${how}`,
  ok: 'ok',
  waits: (ms: number, nth: number, why: string) => `waits ${duration(ms)} before attempt ${nth}, after ${why}`,
  failover: (model: string) => `goes to ${model}`,
  firstToken: 'first token',
  deadline: (leftMs: number) => `deadline: ${duration(leftMs)} were left`,
  since: 'ms since it was due',
}
