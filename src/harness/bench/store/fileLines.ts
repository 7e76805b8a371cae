import { closeSync, openSync, readSync } from 'node:fs'
import { withFiles } from '../../files.ts'

/** So much is read at a time. */
const pieceBytes = 1 << 18

const lineEnd = 10

export interface FileLine {
  /** Without its end, and without what goes beyond `mostBytes`. Good until the next line is asked for. */
  readonly content: Buffer
  /** From 1. */
  readonly number: number
  readonly offset: number
  /** All of it, with its end. */
  readonly bytes: number
  /** False for what stands at the end of a file without a line's end. */
  readonly isEnded: boolean
  readonly isTooLong: boolean
}

/** The lines of a file of any size, in bounded memory. Throws a `Problem` where the system does not let it be read. */
export function* fileLines(path: string, mostBytes: number): Generator<FileLine> {
  const handle = withFiles('readRun', path, () => openSync(path, 'r'))
  try {
    yield* linesOf((piece) => withFiles('readRun', path, () => readSync(handle, piece)), mostBytes)
  } finally {
    closeSync(handle)
  }
}

/** `read` fills a buffer from its start and says how much came; 0 is the end. */
function* linesOf(read: (piece: Buffer) => number, mostBytes: number): Generator<FileLine> {
  const piece = Buffer.allocUnsafe(pieceBytes)
  /** What the pieces before hold of a line that goes on in this one. */
  let begun: Buffer[] = []
  let begunBytes = 0
  let [number, offset] = [1, 0]
  const whole = (rest: Buffer) => (begun.length === 0 ? rest : Buffer.concat([...begun, rest]))
  const line = (rest: Buffer, isEnded: boolean): FileLine => {
    const length = begunBytes + rest.length
    const bytes = length + (isEnded ? 1 : 0)
    const isTooLong = length > mostBytes
    return { content: isTooLong ? rest.subarray(0, 0) : whole(rest), number, offset, bytes, isEnded, isTooLong }
  }
  for (let filled = read(piece); filled > 0; filled = read(piece)) {
    let from = 0
    for (let end = piece.indexOf(lineEnd); end >= 0 && end < filled; end = piece.indexOf(lineEnd, from)) {
      const found = line(piece.subarray(from, end), true)
      yield found
      number += 1
      offset += found.bytes
      from = end + 1
      begun = []
      begunBytes = 0
    }
    begunBytes += filled - from
    // A hole of a gigabyte is one long line: it is counted, not kept.
    if (begunBytes <= mostBytes) begun.push(Buffer.from(piece.subarray(from, filled)))
  }
  if (begunBytes > 0) yield line(piece.subarray(0, 0), false)
}
