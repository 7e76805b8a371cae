/** HTTP/2 by hand (RFC 9113): what a client says, and the frames of what it hears. Nothing here is node:http2's. */

const types = { data: 0, headers: 1, rstStream: 3, settings: 4, goaway: 7, windowUpdate: 8 } as const
const flags = { endStream: 0x1, endHeaders: 0x4 } as const

function frame(type: number, flag: number, stream: number, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(9)
  header.writeUIntBE(payload.length, 0, 3)
  header[3] = type
  header[4] = flag
  header.writeUInt32BE(stream, 5)
  return Buffer.concat([header, payload])
}

/** The preface with empty settings (section 3.4): what a connection begins with. */
export const preface: Buffer = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  frame(types.settings, 0, 0, Buffer.alloc(0)),
])

/** A whole request on one stream. */
export function request(stream: number, headers: Readonly<Record<string, string>>, body = ''): Buffer {
  const block = Buffer.concat(Object.entries(headers).map(([name, value]) => literal(name, value)))
  const isLast = body === '' ? flags.endStream : 0
  const head = frame(types.headers, flags.endHeaders | isLast, stream, block)
  return body === ''
    ? head
    : Buffer.concat([head, frame(types.data, flags.endStream, stream, Buffer.from(body, 'latin1'))])
}

/** A field without indexing, name and value as they are (RFC 7541 section 6.2.2); both are shorter than 127 bytes. */
function literal(name: string, value: string): Buffer {
  return Buffer.concat([
    Buffer.of(0, name.length),
    Buffer.from(name),
    Buffer.of(value.length),
    Buffer.from(value, 'latin1'),
  ])
}

export interface Frame {
  /** `HEADERS 1: 200`, `DATA 1, end of stream`, `GOAWAY: last stream 0, code 0`, `RST_STREAM 1: code 7`. */
  readonly what: string
  /** Of a DATA frame, one character a byte. */
  readonly data: string
  /** The number of its last byte, the first of all being 1. */
  readonly endsAt: number
}

/** What was heard, but for settings and windows, which are the connection's own affair. */
export function framesIn(received: string): Frame[] {
  const frames: Frame[] = []
  const bytes = Buffer.from(received, 'latin1')
  for (let at = 0; at + 9 <= bytes.length;) {
    const [length, type, flag, stream] = [
      bytes.readUIntBE(at, 3),
      bytes[at + 3]!,
      bytes[at + 4]!,
      bytes.readUInt32BE(at + 5),
    ]
    const payload = bytes.subarray(at + 9, at + 9 + length)
    at += 9 + length
    if (type === types.settings || type === types.windowUpdate) continue
    const data = type === types.data ? payload.toString('latin1') : ''
    frames.push({ what: told(type, flag, stream, payload), data, endsAt: at })
  }
  return frames
}

function told(type: number, flag: number, stream: number, payload: Buffer): string {
  const end = (flag & flags.endStream) === 0 ? '' : ', end of stream'
  switch (type) {
    case types.data:
      return `DATA ${stream}${end}`
    case types.headers:
      // The first field is the status; 8 is `:status: 200` in the static table (RFC 7541 appendix A).
      return `HEADERS ${stream}: ${payload[0] === 0x88 ? 200 : 'another status'}${end}`
    case types.rstStream:
      return `RST_STREAM ${stream}: code ${payload.readUInt32BE(0)}`
    case types.goaway:
      return `GOAWAY: last stream ${payload.readUInt32BE(0)}, code ${payload.readUInt32BE(4)}`
    default:
      return `frame of type ${type}, stream ${stream}`
  }
}

/** The frames in words; DATA frames of a stream that follow each other are one, which ends as the last of them. */
export function joined(frames: readonly Frame[]): string[] {
  const kindOf = (what: string) => what.split(',')[0]!
  return frames
    .filter(({ what }, index) => !(what.startsWith('DATA') && kindOf(frames[index + 1]?.what ?? '') === kindOf(what)))
    .map(({ what }) => what)
}
