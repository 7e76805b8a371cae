import type { Piece } from './http.ts'
import type { Ending } from './rawReader.ts'

/** No piece may come before its plan: timers count whole milliseconds, and so does the plan. */
export const earlyToleranceMs = 1
/** Nor so long after it, beyond what this process stood still since then. */
export const lateToleranceMs = 15

/** What a raw reader saw; instants in ms after the request went out. */
export interface Seen {
  readonly received: string
  /** When byte number `count` came. */
  instantOf(count: number): number | undefined
  /** How long this process stood still in between, ms. */
  lagBetween(fromMs: number, untilMs: number): number
  /** Undefined while the connection stands. */
  readonly ending: { readonly how: Ending; readonly atMs: number } | undefined
}

export interface Owed {
  readonly pieces: readonly Piece[]
  /** Undefined: the connection stays open. */
  readonly ending: { readonly how: Ending; readonly atMs: number } | undefined
}

export interface Judged {
  readonly wrong: readonly string[]
  readonly untimely: readonly string[]
  /** How far from its plan everything came, in ms: the earliest and the latest. */
  readonly offMs: readonly [earliest: number, latest: number]
}

export function judge(seen: Seen, owed: Owed): Judged {
  const bytes = owed.pieces.map((piece) => piece.bytes).join('')
  const wrong = [differenceOf(seen.received, bytes), endingOf(seen.ending?.how, owed.ending?.how)]
  const off: number[] = []
  const untimely = new Set<string>()
  const compare = (what: string, atMs: number, plannedMs: number) => {
    off.push(atMs - plannedMs)
    const late = atMs - plannedMs - seen.lagBetween(plannedMs, atMs) > lateToleranceMs
    if (late || atMs - plannedMs < -earlyToleranceMs)
      untimely.add(`${what} at ${atMs.toFixed(1)} ms, planned ${plannedMs}`)
  }
  let count = 0
  for (const piece of owed.pieces) {
    if (piece.bytes === '') continue
    // The first byte must not be early, the last one not late.
    for (const byte of [count + 1, (count += piece.bytes.length)]) {
      const atMs = seen.instantOf(byte)
      if (atMs !== undefined) compare(`byte ${byte} came`, atMs, piece.atMs)
    }
  }
  if (seen.ending !== undefined && owed.ending !== undefined)
    compare(seen.ending.how, seen.ending.atMs, owed.ending.atMs)
  return {
    wrong: wrong.filter((text) => text !== undefined),
    untimely: [...untimely],
    offMs: off.length === 0 ? [0, 0] : [Math.min(...off), Math.max(...off)],
  }
}

function differenceOf(received: string, owed: string): string | undefined {
  if (received === owed) return undefined
  let same = 0
  while (received[same] === owed[same]) same += 1
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, same - 20), same + 40))
  return `${received.length} bytes instead of ${owed.length}; from byte ${same + 1} on they differ: ${around(received)} instead of ${around(owed)}`
}

function endingOf(seen: Ending | undefined, owed: Ending | undefined): string | undefined {
  return seen === owed ? undefined : `${seen ?? 'still open'} instead of ${owed ?? 'still open'}`
}
