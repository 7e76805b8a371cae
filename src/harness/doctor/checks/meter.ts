import { messages } from '../../../messages/index.ts'
import type { Check, Finding } from '../finding.ts'

const words = messages.doctor.meter

const delayMs = 50
/** Timers of the mock are in whole ms, and it never answers early: a quiet machine reads half a ms to one too much. */
const p50TooLongMs = 2
/** Ten percent of the delay: where a benchmark is called TOO NOISY. */
const p99TooLongMs = 5

/** Reads a delay that is known, with all that a benchmark measures with: load, client, sockets, mock. */
export const meter: Check = {
  name: 'meter',
  restsOn: 'loopback',
  look: async (machine) => {
    const readings = (await machine.readKnownDelay(delayMs)).toSorted((one, other) => one - other)
    const found = (state: Finding['state'], text: string, fix: string | null): Finding[] => [
      { check: 'meter', state, text, fix },
    ]
    if (readings.length === 0) return found('broken', words.nothing, words.fixBroken)
    const [least, p50, p99] = [readings[0]!, rankOf(readings, 0.5), rankOf(readings, 0.99)]
    if (least < delayMs) return found('broken', words.below(delayMs, least), words.fixBroken)
    if (p50 > delayMs + p50TooLongMs || p99 > delayMs + p99TooLongMs)
      return found('warning', words.noisy(delayMs, p50, p99), words.fixNoisy)
    return found('ok', words.ok(delayMs, p50, p99), null)
  },
}

/** The smallest reading that so many are not above (nearest rank). */
function rankOf(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)]!
}
