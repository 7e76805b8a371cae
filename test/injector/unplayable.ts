import { always, type FaultSpec } from '../../src/faults/index.ts'
import { wireRefusal } from '../../src/upstream/wire/index.ts'
import type { Case } from './case.ts'

/** What no real socket can show: the wire must say so, and its reason is printed. */
export function unplayable(fault: FaultSpec): Case {
  const asked = { models: { m: [] }, origins: { gateway: { serves: ['m'], rules: [always(fault)] } } }
  return {
    fault,
    stream: false,
    variant: '',
    script: { models: { m: [] } },
    play: () => {
      const reason = wireRefusal(asked)
      return Promise.resolve({
        saw: reason ?? 'the wire would play it',
        wrong: reason === undefined ? ['nobody looks at it here'] : [],
        untimely: [],
        skipped: true,
      })
    },
  }
}
