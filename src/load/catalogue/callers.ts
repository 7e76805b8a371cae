import { defineClosedShape } from '../shape.ts'

export const callers = defineClosedShape<{ callers: number; calls: number; pauseMs?: number }>({
  type: 'callers',
  doc: '`callers` at once: each makes `calls` calls one after the other, with `pauseMs` (0) between them.',
  plan: ({ callers: atOnce, calls, pauseMs = 0 }) => ({ callers: atOnce, callsPerCaller: calls, pauseMs }),
})
