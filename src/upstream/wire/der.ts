/** A writer for the little of DER (ITU-T X.690) that certificates need. Each function gives one whole element. */

function element(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthBytes(content.length), content])
}

/** Below 128 the length is one byte; above, one byte says how many bytes follow (X.690 section 8.1.3). */
function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const bytes = bigEndian(length)
  return Buffer.from([0x80 | bytes.length, ...bytes])
}

function bigEndian(value: number): number[] {
  return value < 0x100 ? [value] : [...bigEndian(Math.floor(value / 0x100)), value % 0x100]
}

export const sequence = (...parts: Uint8Array[]): Buffer => element(0x30, Buffer.concat(parts))
export const set = (...parts: Uint8Array[]): Buffer => element(0x31, Buffer.concat(parts))
export const octetString = (content: Uint8Array): Buffer => element(0x04, content)
export const utf8String = (text: string): Buffer => element(0x0c, Buffer.from(text))
export const yes: Buffer = element(0x01, Buffer.from([0xff]))

/** A positive integer, most significant byte first. */
export function integer(bytes: Uint8Array): Buffer {
  const firstUsed = bytes.findIndex((byte) => byte !== 0)
  const value = firstUsed === -1 ? Buffer.from([0]) : bytes.subarray(firstUsed)
  // A leading one bit would make it negative.
  return element(0x02, value[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), value]) : value)
}

/** `unusedBits` of the last byte do not count. */
export function bitString(content: Uint8Array, unusedBits = 0): Buffer {
  return element(0x03, Buffer.concat([Buffer.from([unusedBits]), content]))
}

/** An object identifier from its dotted form: the first two numbers share a byte, the others are base 128. */
export function objectIdentifier(dotted: string): Buffer {
  const [first, second, ...others] = dotted.split('.').map(Number) as [number, number, ...number[]]
  return element(0x06, Buffer.from([first * 40 + second, ...others.flatMap(base128)]))
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f]
  for (let left = value >>> 7; left > 0; left >>>= 7) bytes.unshift((left & 0x7f) | 0x80)
  return bytes
}

/** A certificate's date: two-digit years until 2049, four digits from 2050 on (RFC 5280 section 4.1.2.5). */
export function time(epochMs: number): Buffer {
  const digits = new Date(epochMs)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '')
  return digits < '2050' ? element(0x17, Buffer.from(digits.slice(2))) : element(0x18, Buffer.from(digits))
}

/** `[number] EXPLICIT`: wraps whole elements. */
export const explicit = (number: number, content: Uint8Array): Buffer => element(0xa0 | number, content)

/** `[number] IMPLICIT` of a primitive type: the tag stands for the type's own. */
export const implicit = (number: number, content: Uint8Array): Buffer => element(0x80 | number, content)
