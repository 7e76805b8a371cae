import { http2Codes, type Http2Code } from '../../../faults/index.ts'

/** Length (3 bytes), type, flags, stream (4 bytes): RFC 9113 section 4.1. */
export const frameHeaderBytes = 9

const types = { rstStream: 0x3, goaway: 0x7 } as const

function frame(type: number, stream: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(frameHeaderBytes)
  header.writeUIntBE(payload.length, 0, 3)
  header[3] = type
  header.writeUInt32BE(stream, 5)
  return Buffer.concat([header, payload])
}

/** RFC 9113 section 6.4. */
export function rstStreamFrame(stream: number, code: Http2Code): Buffer {
  const payload = Buffer.alloc(4)
  payload.writeUInt32BE(http2Codes[code])
  return frame(types.rstStream, stream, payload)
}

/** Streams above `lastStream` were never looked at (RFC 9113 section 6.8). */
export function goawayFrame(lastStream: number, code: Http2Code): Buffer {
  const payload = Buffer.alloc(8)
  payload.writeUInt32BE(lastStream, 0)
  payload.writeUInt32BE(http2Codes[code], 4)
  return frame(types.goaway, 0, payload)
}
