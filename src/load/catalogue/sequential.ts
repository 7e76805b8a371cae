import { defineClosedShape } from '../shape.ts'

export const sequential = defineClosedShape<{ calls: number; pauseMs?: number }>({
  type: 'sequential',
  doc: 'One caller: `calls` calls one after the other, with `pauseMs` (0) between them.',
  plan: ({ calls, pauseMs = 0 }) => ({ callers: 1, callsPerCaller: calls, pauseMs }),
})
