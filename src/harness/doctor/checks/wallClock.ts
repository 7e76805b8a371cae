import { messages } from '../../../messages/index.ts'
import type { Check, Finding } from '../finding.ts'

const words = messages.doctor.wallClock

/** Nobody had this version before. */
const notBefore = Date.UTC(2026, 4)
const notAfter = Date.UTC(2100, 0)
const watchedMs = 200
/** A clock that is set right moves by a part in a thousand at most (adjtime). */
const jumpMs = 20

/** Certificates and prices have dates, and a clock that jumps moves what HTTP dates mean. */
export const wallClock: Check = {
  name: 'clock',
  look: async ({ clock, env }) => {
    const [monotonicMs, epochMs] = [clock.now(), clock.epochMs()]
    await clock.sleep(watchedMs)
    const jumpedMs = clock.epochMs() - epochMs - (clock.now() - monotonicMs)
    const found = (state: Finding['state'], text: string, fix: string | null): Finding[] => [
      { check: 'clock', state, text, fix },
    ]
    const today = new Date(epochMs).toISOString().slice(0, 10)
    if (epochMs < notBefore || epochMs > notAfter) return found('warning', words.wrong(today), words.fix)
    if (Math.abs(jumpedMs) > jumpMs) return found('warning', words.jumped(jumpedMs), words.fixJumped)
    const zone = env['TZ'] ?? ''
    if (zone !== '' && !isZone(zone)) return found('warning', words.noZone(zone), words.fixZone)
    return found(
      'ok',
      words.ok(today, zone === '' ? new Intl.DateTimeFormat('en').resolvedOptions().timeZone : zone),
      null,
    )
  },
}

function isZone(timeZone: string): boolean {
  try {
    void new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
