import { Duplex } from 'node:stream'
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { rawConnect, type RawReader } from './rawReader.ts'

/** A TLS client of Node that says its ClientHello over a connection whose bytes are seen as they come, below TLS. */
export interface Hello {
  readonly raw: RawReader
  readonly tls: TLSSocket
  /** When the ClientHello went out (`performance.now()`). */
  readonly saidAtMs: number
  /** `secure`, or the code of the error; never where nothing comes. */
  readonly outcome: Promise<string>
}

export async function sayHello(urlOrigin: string, options: ConnectionOptions = {}): Promise<Hello> {
  const raw = await rawConnect(urlOrigin)
  const { socket } = raw
  const said = Promise.withResolvers<number>()
  const beneath = new Duplex({
    read: () => undefined,
    write: (bytes: Buffer, _encoding, done) => {
      said.resolve(performance.now())
      socket.write(bytes, () => done())
    },
    final: (done) => void socket.end(() => done()),
  })
  socket.on('data', (bytes: Buffer) => beneath.push(bytes))
  socket.once('end', () => beneath.push(null))
  socket.once('close', () => beneath.destroy())
  const tls = connectTls({ socket: beneath, rejectUnauthorized: false, ...options })
  const outcome = new Promise<string>((resolve) => {
    tls.once('secureConnect', () => resolve('secure'))
    tls.on('error', ({ code }: NodeJS.ErrnoException) => resolve(String(code)))
  })
  return { raw, tls, saidAtMs: await said.promise, outcome }
}

/** The records of TLS in what came (RFC 8446 section 5.1): `handshake`, `data`, and each alert that can be read by its number. */
export function recordsIn(received: string): string[] {
  const records: string[] = []
  const bytes = Buffer.from(received, 'latin1')
  for (let at = 0; at + 5 <= bytes.length;) {
    const [type, length] = [bytes[at]!, bytes.readUInt16BE(at + 3)]
    const name = { 20: 'cipher', 21: 'alert', 22: 'handshake', 23: 'data' }[type] ?? `type ${type}`
    records.push(type === 21 && length === 2 ? `alert ${bytes[at + 6]}` : name)
    at += 5 + length
  }
  return records
}
