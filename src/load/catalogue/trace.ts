import { defineOpenShape } from '../shape.ts'

export const trace = defineOpenShape<{ instantsMs: readonly number[]; speed?: number }>({
  type: 'trace',
  doc: 'Calls at the instants of a list, in ms since the run began, never descending; `speed` (1) times as fast.',
  *starts({ instantsMs, speed = 1 }) {
    for (const atMs of instantsMs) yield Math.round((atMs * 1000) / speed) / 1000
  },
})
