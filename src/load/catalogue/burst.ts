import { defineOpenShape } from '../shape.ts'

export const burst = defineOpenShape<{ calls: number; atMs?: number }>({
  type: 'burst',
  doc: '`calls` calls at the same instant, `atMs` (0).',
  *starts({ calls, atMs = 0 }) {
    for (let index = 0; index < calls; index += 1) yield atMs
  },
})
