import { readFileSync } from 'node:fs'

/**
 * The characters that a TrueType font has a glyph for: its table `cmap` in format 12, or in format 4 for fonts without one.
 * Source: OpenType 1.9, cmap.
 */
export function lettersOf(path: string): (character: string) => boolean {
  const bytes = readFileSync(path)
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = tableOf(font, 'cmap')
  const subtables = Array.from(
    { length: font.getUint16(start + 2) },
    (_, nth) => start + font.getUint32(start + 8 + nth * 8),
  )
  const formatted = (format: number) => subtables.find((at) => font.getUint16(at) === format)
  const [long, short] = [formatted(12), formatted(4)]
  if (long !== undefined) return (character) => glyphInGroups(font, long, character.codePointAt(0)!) !== 0
  if (short !== undefined) return (character) => glyphInSegments(font, short, character.codePointAt(0)!) !== 0
  throw new Error(`${path} has no cmap of format 4 or 12`)
}

function tableOf(font: DataView, tag: string): number {
  for (let nth = 0; nth < font.getUint16(4); nth += 1) {
    const record = 12 + nth * 16
    const letters = [0, 1, 2, 3].map((at) => String.fromCharCode(font.getUint8(record + at))).join('')
    if (letters === tag) return font.getUint32(record + 8)
  }
  throw new Error(`there is no table ${tag}`)
}

function glyphInGroups(font: DataView, at: number, code: number): number {
  for (let nth = 0; nth < font.getUint32(at + 12); nth += 1) {
    const group = at + 16 + nth * 12
    const [first, last] = [font.getUint32(group), font.getUint32(group + 4)]
    if (code >= first && code <= last) return font.getUint32(group + 8) + code - first
  }
  return 0
}

function glyphInSegments(font: DataView, at: number, code: number): number {
  const size = font.getUint16(at + 6)
  for (let nth = 0; nth < size; nth += 2) {
    const [last, first] = [font.getUint16(at + 14 + nth), font.getUint16(at + 16 + size + nth)]
    if (code < first || code > last) continue
    const range = at + 16 + 3 * size + nth
    const offset = font.getUint16(range)
    const delta = font.getUint16(at + 16 + 2 * size + nth)
    if (offset === 0) return (code + delta) & 0xffff
    const glyph = font.getUint16(range + offset + (code - first) * 2)
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff
  }
  return 0
}
