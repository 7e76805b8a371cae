import type { Piece } from './http.ts'
import type { Ending } from './rawReader.ts'

/** No piece may come before its plan: timers count whole milliseconds, and so does the plan. */
export const earlyToleranceMs = 1
/** Nor so long after it. A process that was itself later than `lagToleranceMs` is asked again. */
export const lateToleranceMs = 25
export const lagToleranceMs = 15

/** What a raw reader saw; instants in ms after the request went out. */
export interface Seen {
  readonly received: string
  /** When byte number `count` came. */
  instantOf(count: number): number | undefined
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
  const offs: { off: number; what: string }[] = []
  let count = 0
  for (const piece of owed.pieces) {
    // The first byte must not be early, the last one not late.
    const first = seen.instantOf(count + 1)
    count += piece.bytes.length
    const last = seen.instantOf(count)
    for (const instant of [first, last])
      if (instant !== undefined && piece.bytes !== '')
        offs.push({
          off: instant - piece.atMs,
          what: `byte ${count} came at ${instant.toFixed(1)} ms, planned ${piece.atMs}`,
        })
  }
  if (seen.ending !== undefined && owed.ending !== undefined) {
    const { how, atMs } = seen.ending
    offs.push({ off: atMs - owed.ending.atMs, what: `${how} at ${atMs.toFixed(1)} ms, planned ${owed.ending.atMs}` })
  }
  const all = offs.map(({ off }) => off)
  return {
    wrong: wrong.filter((text) => text !== undefined),
    untimely: offs.filter(({ off }) => off < -earlyToleranceMs || off > lateToleranceMs).map(({ what }) => what),
    offMs: all.length === 0 ? [0, 0] : [Math.min(...all), Math.max(...all)],
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
