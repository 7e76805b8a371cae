import { ClientOptionsError } from './optionsError.ts'

/** Milliseconds as a number, or with a unit: `'500ms'`, `'60s'`, `'2m'`. */
export type Duration = number | `${number}ms` | `${number}s` | `${number}m`

const unitMs = { ms: 1, s: 1_000, m: 60_000 } as const

/** The duration in ms. Throws a `ClientOptionsError` that names the option. */
export function milliseconds(option: string, duration: Duration): number {
  if (typeof duration === 'number') return duration
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(String(duration)) ?? []
  if (amount === undefined)
    throw new ClientOptionsError(
      `${option} is ${JSON.stringify(duration)}, expected ms as a number, '500ms', '60s' or '2m'`,
    )
  return Number(amount) * unitMs[unit as keyof typeof unitMs]
}
