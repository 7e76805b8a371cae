import { messages } from '../../../messages/index.ts'
import type { Check } from '../finding.ts'
import { reasonOf } from '../reasonOf.ts'

const words = messages.doctor.loopback

/** The mock is a server on this machine. */
export const loopback: Check = {
  name: 'loopback',
  look: async (machine) => {
    try {
      await machine.reachLoopback(false)
      return [{ check: 'loopback', state: 'ok', text: words.ok, fix: null }]
    } catch (error) {
      return [{ check: 'loopback', state: 'broken', text: words.broken(reasonOf(error)), fix: words.fix }]
    }
  },
}
