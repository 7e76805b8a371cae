import type { Declared, DeclaredTimeouts } from '../../history/index.ts'
import { messages } from '../../messages/index.ts'

const words = messages.day

/** These are no policy: what the day itself says of its keys, and how it is expected to end. */
const notTold: ReadonlySet<string> = new Set<keyof Declared>([
  'keysOf',
  'answeredAtLeast',
  'answeredAtMost',
  'failsWith',
])

/** What a target was told to keep, each setting by its name; null if that is nothing. */
export function policyInWords(expect: Declared): string | null {
  const { deadlineMs, maxAttemptsPerCall, maxAttemptsPerEndpoint, backoff, timeouts, ...others } = expect
  const attempts = words.attempts(maxAttemptsPerCall, maxAttemptsPerEndpoint)
  const told = [
    ...(deadlineMs === undefined ? [] : [words.deadline(deadlineMs)]),
    ...(attempts === '' ? [] : [attempts]),
    ...(backoff === undefined ? [] : [words.backoff(backoff.initialMs, backoff.capMs)]),
    ...Object.entries(others).flatMap(([name, value]) =>
      notTold.has(name) || value === undefined ? [] : [setting(name, value)],
    ),
    ...(timeouts === undefined || Object.keys(timeouts).length === 0 ? [] : [limitsInWords(timeouts)]),
  ]
  return told.length === 0 ? null : told.join(', ')
}

function setting(name: string, value: unknown): string {
  if (name.endsWith('Ms') && typeof value === 'number') return words.setting(spaced(name), words.limit(null, value))
  // A schema is data, not a setting with parts.
  if (typeof value === 'object' && value !== null && name !== 'answerSchema')
    return words.settings(
      spaced(name),
      Object.entries(value).map(([part, inner]) => setting(part, inner)),
    )
  return words.setting(spaced(name), typeof value === 'string' ? value : JSON.stringify(value))
}

/** What most have in common once, the others by name. */
function limitsInWords(timeouts: DeclaredTimeouts): string {
  const limits = Object.entries(timeouts) as [string, number][]
  const common = [...Map.groupBy(limits, ([, ms]) => ms)].toSorted(
    ([, one], [, other]) => other.length - one.length,
  )[0]!
  if (common[1].length < 2) return words.limits(limits.map(([name, ms]) => words.limit(spaced(name), ms)))
  const apart = limits.filter(([, ms]) => ms !== common[0]).map(([name, ms]) => words.limit(spaced(name), ms))
  return words.limits([words.limit(null, common[0]), ...apart])
}

/** `longestAskedWaitMs`: longest asked wait. */
function spaced(name: string): string {
  return name.replace(/Ms$/, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
