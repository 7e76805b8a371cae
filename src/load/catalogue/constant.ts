import { defineOpenShape } from '../shape.ts'

export const constant = defineOpenShape<{ calls: number; everyMs: number; fromMs?: number }>({
  type: 'constant',
  doc: '`calls` calls, one every `everyMs`, the first at `fromMs` (0).',
  *starts({ calls, everyMs, fromMs = 0 }) {
    for (let index = 0; index < calls; index += 1) yield fromMs + index * everyMs
  },
})
