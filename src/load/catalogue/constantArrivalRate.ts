import { defineOpenShape } from '../shape.ts'

export const constantArrivalRate = defineOpenShape<{ perSecond: number; durationMs: number }>({
  type: 'constantArrivalRate',
  doc: '`perSecond` calls a second at even distances, for `durationMs`; the first at once.',
  *starts({ perSecond, durationMs }) {
    for (let index = 0; ; index += 1) {
      // From its place each time: a sum of gaps would drift.
      const atMs = Math.round((index * 1_000_000) / perSecond) / 1000
      if (atMs >= durationMs) return
      yield atMs
    }
  },
})
