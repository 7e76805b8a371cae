import { defineClosedShape } from '../shape.ts'

export const constantCallers = defineClosedShape<{ callers: number; durationMs: number; pauseMs?: number }>({
  type: 'constantCallers',
  doc: '`callers` at once for `durationMs`: each makes one call after the other, with `pauseMs` (0) between them.',
  plan: ({ callers, durationMs, pauseMs = 0 }) => ({
    callers,
    callsPerCaller: Infinity,
    pauseMs,
    turns: () => [{ fromMs: 0, toMs: durationMs }],
  }),
})
