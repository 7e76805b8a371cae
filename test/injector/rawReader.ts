import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls'

/** How a connection ended, as TCP says it: a FIN, an RST, or any other error by its code. */
export type Ending = 'fin' | 'rst' | (string & {})

/** Reads a socket and nothing above it: keeps every byte with the instant at which it came, and how it all ended. */
export class RawReader<S extends Socket = Socket> {
  readonly socket: S
  readonly #pieces: Buffer[] = []
  /** Per piece: when it came (`performance.now()`), and how many bytes there were then. */
  readonly #arrivals: { readonly atMs: number; readonly total: number }[] = []
  #ending: { readonly how: Ending; readonly atMs: number } | undefined
  #broken: Ending | undefined
  #onChange = (): void => {}

  constructor(socket: S) {
    this.socket = socket
    socket.on('data', (piece: Buffer) => {
      this.#pieces.push(piece)
      this.#arrivals.push({ atMs: performance.now(), total: this.total + piece.length })
      this.#onChange()
    })
    socket.once('end', () => this.#end('fin'))
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      this.#broken ??= code === 'ECONNRESET' ? 'rst' : String(code)
      this.#end(this.#broken)
    })
  }

  get total(): number {
    return this.#arrivals.at(-1)?.total ?? 0
  }

  /** One character a byte. */
  get received(): string {
    return Buffer.concat(this.#pieces).toString('latin1')
  }

  get ending(): { readonly how: Ending; readonly atMs: number } | undefined {
    return this.#ending
  }

  /** What broke it, be it after a FIN. */
  get broken(): Ending | undefined {
    return this.#broken
  }

  /** From here on it is as if nothing had come yet. */
  forget(): void {
    this.#pieces.length = 0
    this.#arrivals.length = 0
  }

  /** When byte number `count` (the first is 1) came; undefined if it did not. */
  instantOf(count: number): number | undefined {
    return this.#arrivals.find(({ total }) => total >= count)?.atMs
  }

  /** Returns the instant at which it did so. */
  send(bytes: string | Uint8Array): number {
    this.socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
    return performance.now()
  }

  /** Resolves as soon as the condition holds after something came or ended; after `patienceMs` at the latest. */
  async until(condition: (reader: this) => boolean, patienceMs: number): Promise<void> {
    if (condition(this)) return
    const met = Promise.withResolvers<void>()
    const patience = setTimeout(met.resolve, patienceMs)
    this.#onChange = () => void (condition(this) && met.resolve())
    await met.promise
    this.#onChange = () => {}
    clearTimeout(patience)
  }

  close(): void {
    this.socket.destroy()
  }

  #end(how: Ending): void {
    this.#ending ??= { how, atMs: performance.now() }
    this.#onChange()
  }
}

/** Rejects with the socket's error if no connection comes about. */
export async function rawConnect(urlOrigin: string): Promise<RawReader> {
  const reader = rawConnecting(urlOrigin)
  await once(reader.socket, 'connect')
  return reader
}

/** A connection on its way. */
export function rawConnecting(urlOrigin: string): RawReader {
  return new RawReader(connect(addressOf(urlOrigin)))
}

/** Goes on writing after the other side has closed. */
export async function rawConnectHalfOpen(urlOrigin: string): Promise<RawReader> {
  const socket = connect({ ...addressOf(urlOrigin), allowHalfOpen: true })
  const reader = new RawReader(socket)
  await once(socket, 'connect')
  return reader
}

/** Takes whatever certificate is shown. Rejects with the error of the handshake. */
export async function rawConnectTls(urlOrigin: string, options: ConnectionOptions = {}): Promise<RawReader<TLSSocket>> {
  const socket = connectTls({ ...addressOf(urlOrigin), rejectUnauthorized: false, ...options })
  const reader = new RawReader(socket)
  await once(socket, 'secureConnect')
  return reader
}

function addressOf(urlOrigin: string): { host: string; port: number } {
  const { hostname, port } = new URL(urlOrigin)
  return { host: hostname, port: Number(port) }
}
