import { performance } from 'node:perf_hooks'
import { lentClock } from './timeLent.ts'

const real = {
  Date,
  now: Date.now.bind(Date),
  performanceNow: performance.now.bind(performance),
  hrtime: process.hrtime,
  uptime: process.uptime.bind(process),
}

const now = (): number => {
  const clock = lentClock()
  return clock === undefined ? real.now() : Math.floor(clock.epochMs())
}

/** This machine's date, whatever clock is lent: OpenSSL judges certificates by it. */
export const machineDate = { epochMs: (): number => real.now() }

const monotonicMs = (): number => lentClock()?.now() ?? real.performanceNow()

/** The wall clock of the day. It shares its prototype with Node's own: a Date is a Date on both sides. */
const PatchedDate: DateConstructor = new Proxy(real.Date, {
  apply: () => new real.Date(now()).toString(),
  construct: (target, args, made) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, made === PatchedDate ? target : made) as Date,
  get: (target, name, receiver) => (name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown)),
})

function hrtime(since?: [number, number]): [number, number] {
  if (lentClock() === undefined) return real.hrtime(since)
  const nanoseconds = Math.round(monotonicMs() * 1e6) - (since === undefined ? 0 : since[0] * 1e9 + since[1])
  return [Math.floor(nanoseconds / 1e9), nanoseconds % 1e9]
}

hrtime.bigint = (): bigint =>
  lentClock() === undefined ? real.hrtime.bigint() : BigInt(Math.round(monotonicMs() * 1e6))

/** What stands in for the ways in which a process asks what time it is. */
export const patchedWall = {
  Date: PatchedDate,
  performanceNow: monotonicMs,
  hrtime,
  uptime: () => (lentClock() === undefined ? real.uptime() : monotonicMs() / 1000),
}
