import { crc32 } from 'node:zlib'

/** RFC 1952 section 2.3: deflate, no flags, no time, unknown system. */
const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff)

/** A stored block (RFC 1951 section 3.2.4) holds so much at most. */
const largestBlockBytes = 0xffff

/** A block of the reserved type (RFC 1951 section 3.2.3): no decoder gets past it. */
const badBlock = Uint8Array.of(0b110)

/**
 * Writes gzip (RFC 1952) without compressing: by hand, because zlib compresses on threads, and then not even a virtual
 * clock gives the same run twice. Each piece can be read as soon as it is there.
 */
export class GzipWriter {
  #hasHeader = false
  #checksum = 0
  #bytes = 0

  /** One piece of the body. */
  piece(bytes: Uint8Array): Uint8Array {
    const blocks = this.#begun()
    for (let from = 0; from < bytes.length; from += largestBlockBytes) {
      const part = bytes.subarray(from, from + largestBlockBytes)
      blocks.push(blockHead(false, part.length), part)
    }
    this.#checksum = crc32(bytes, this.#checksum)
    this.#bytes += bytes.length
    return Buffer.concat(blocks)
  }

  /** An empty last block, the checksum and the length. */
  end(): Uint8Array {
    const trailer = Buffer.alloc(8)
    trailer.writeUInt32LE(this.#checksum, 0)
    trailer.writeUInt32LE(this.#bytes >>> 0, 4)
    return Buffer.concat([...this.#begun(), blockHead(true, 0), trailer])
  }

  /** A piece that cannot be read. */
  spoilt(bytes: Uint8Array): Uint8Array {
    return Buffer.concat([...this.#begun(), badBlock, bytes])
  }

  #begun(): Uint8Array[] {
    const blocks = this.#hasHeader ? [] : [header]
    this.#hasHeader = true
    return blocks
  }
}

function blockHead(isLast: boolean, length: number): Uint8Array {
  const bytes = Buffer.alloc(5)
  bytes[0] = isLast ? 1 : 0
  bytes.writeUInt16LE(length, 1)
  bytes.writeUInt16LE(length ^ 0xffff, 3)
  return bytes
}
