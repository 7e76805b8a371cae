import { crc32 } from 'node:zlib'

/** What closes a line: its checksum, `,"crc":"1a2b3c4d"}`. The line stays plain JSON for whoever reads it. */
const sealLength = ',"crc":"00000000"}'.length
const sealStart = Buffer.from(',"crc":"')
const sealEnd = Buffer.from('"}')

/**
 * A line of a history, without its end. The CRC-32 (of zlib, over the UTF-8 bytes before `,"crc"`) is what tells a number
 * with a flipped bit from one that was measured: JSON alone would read both. It misses no run of up to 32 wrong bits.
 */
export function checkedLine(record: object): string {
  const open = JSON.stringify(record).slice(0, -1)
  return `${open},"crc":"${crc32(open).toString(16).padStart(8, '0')}"}`
}

export interface CheckedLine {
  readonly record: Readonly<Record<string, unknown>>
  /** The same for the same record. */
  readonly checksum: number
}

/** What such a line holds; undefined for what was not written so, or is no longer so. */
export function readCheckedLine(line: Buffer): CheckedLine | undefined {
  const open = line.length - sealLength
  if (open < 1 || !holds(line, sealStart, open) || !holds(line, sealEnd, line.length - sealEnd.length)) return undefined
  const checksum = crc32(line.subarray(0, open))
  const digits = line.toString('latin1', open + sealStart.length, line.length - sealEnd.length)
  if (digits !== checksum.toString(16).padStart(8, '0')) return undefined
  const record = parsed(`${line.toString('utf8', 0, open)}}`)
  return record === undefined ? undefined : { record, checksum }
}

function holds(line: Buffer, bytes: Buffer, at: number): boolean {
  return bytes.compare(line, at, at + bytes.length) === 0
}

/** Whoever writes a history by hand may seal what is no JSON. */
function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
}
