import { messages } from '../../../messages/index.ts'
import type { Check } from '../finding.ts'

const words = messages.doctor.openFiles

/** What most systems grant; `maxInFlight` of a benchmark is made for it. */
const enough = 1_024

/** On loopback a call holds two sockets. */
export const openFiles: Check = {
  name: 'open files',
  look: (machine) => {
    const most = machine.openFiles()
    if (most === null) return []
    return [
      most >= enough
        ? { check: 'open files', state: 'ok', text: words.ok(most), fix: null }
        : { check: 'open files', state: 'warning', text: words.few(most), fix: words.fix },
    ]
  },
}
