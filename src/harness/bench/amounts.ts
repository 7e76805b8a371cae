/** How often calls start: per second as a number, or with a unit: `'2/s'`, `'120/m'`, `'7200/h'`. */
export type Rate = number | `${number}/s` | `${number}/m` | `${number}/h`

/** A number, or thousands or millions of it: `'100k'`, `'2M'`. */
export type Count = number | `${number}k` | `${number}M`

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600 }
const timesOf: Readonly<Record<string, number>> = { k: 1_000, M: 1_000_000 }

/** Calls per second; undefined for what is no rate above 0. A text without a unit counts per second. */
export function perSecondOf(rate: number | string): number | undefined {
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)(?:\/([smh]))?$/.exec(String(rate)) ?? []
  // What 120 a minute are is exact (2); the other way round it would be 1/60 times 120.
  const perSecond = Number(amount) / (secondsOf[unit] ?? Number.NaN)
  return perSecond > 0 && perSecond < Infinity ? perSecond : undefined
}

/** Undefined for what is no whole number from 1. */
export function countOf(count: number | string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([kM])?$/.exec(String(count)) ?? []
  const whole = Number(amount) * (unit === undefined ? 1 : (timesOf[unit] ?? Number.NaN))
  return Number.isSafeInteger(whole) && whole >= 1 ? whole : undefined
}
