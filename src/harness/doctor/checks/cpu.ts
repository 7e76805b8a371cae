import { messages } from '../../../messages/index.ts'
import type { Check } from '../finding.ts'

const words = messages.doctor.cpu

/** Of its cores: beyond, whoever measures waits for its turn. */
const busyShare = 0.75

export const cpu: Check = {
  name: 'cpu',
  look: (machine) => {
    const load = machine.loadAverage()
    if (load === null) return []
    const { cores } = machine
    return [
      load > cores * busyShare
        ? { check: 'cpu', state: 'warning', text: words.busy(load, cores), fix: words.fix }
        : { check: 'cpu', state: 'ok', text: words.ok(load, cores), fix: null },
    ]
  },
}
