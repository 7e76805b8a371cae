import type { CallerTurn } from './shape.ts'

/** The first instant from `atMs` on at which a caller with these turns begins a call; undefined: never again. */
export function nextTurn(turns: readonly CallerTurn[] | undefined, atMs: number): number | undefined {
  if (turns === undefined) return atMs
  const turn = turns.find(({ toMs }) => toMs > atMs)
  return turn === undefined ? undefined : Math.max(atMs, turn.fromMs)
}
