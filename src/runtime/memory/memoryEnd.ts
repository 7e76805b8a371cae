import { Socket } from 'node:net'
import type { Deliveries } from './deliveries.ts'
import { closedEarlyError, resetError } from './socketErrors.ts'

type Done = (error?: Error | null) => void
type Destroy = (this: Socket, error: Error | null, done: Done) => void

/** As the kernel names an end of a connection. */
export interface MemoryAddress {
  readonly address: string
  readonly port: number
  readonly family: 'IPv4'
}

/** As much as libuv reads at a time. */
const mostReadBytes = 64 * 1024

/** What arrived and was not read yet. */
type Arrived = Buffer | 'fin' | 'rst'

/**
 * One end of a TCP connection in memory. It takes the place of the system's handle in a `net.Socket`: the socket itself,
 * its events and its errors stay Node's own, so that whoever uses it cannot tell, TLS included.
 */
export class MemoryEnd {
  readonly socket: Socket
  readonly #deliveries: Deliveries
  readonly #arrived: Arrived[] = []
  #peer: MemoryEnd | undefined
  #wantsMore = false
  #endSent = false
  #untilConnected: (() => void)[] = []
  #bytesRead = 0

  constructor(socket: Socket, deliveries: Deliveries) {
    this.socket = socket
    this.#deliveries = deliveries
    isConnecting(socket, true)
    this.#takeOver()
  }

  /** Makes a connection of two ends; each still has to be told when it stands. */
  static join(near: MemoryEnd, far: MemoryEnd): void {
    near.#peer = far
    far.#peer = near
  }

  /** The connection stands, for this end. */
  connected(local: MemoryAddress, remote: MemoryAddress): void {
    const { socket } = this
    if (socket.destroyed) return
    isConnecting(socket, false)
    Object.assign(socket, { _sockname: local, _peername: remote })
    socket.emit('connect')
    socket.emit('ready')
    const waiting = this.#untilConnected
    this.#untilConnected = []
    for (const then of waiting) then()
    if (!socket.isPaused()) socket.read(0)
  }

  #takeOver(): void {
    const { socket } = this
    const destroyedByNode = Reflect.get(socket, '_destroy') as Destroy
    Object.assign(socket, {
      _read: () => this.#read(),
      _write: (data: Buffer | string, encoding: BufferEncoding, done: Done) =>
        this.#write(typeof data === 'string' ? Buffer.from(data, encoding) : Buffer.from(data), done),
      _writev: (pieces: { chunk: Buffer | string; encoding: BufferEncoding }[], done: Done) =>
        this.#write(Buffer.concat(pieces.map(({ chunk, encoding }) => bytesOf(chunk, encoding))), done),
      _final: (done: Done) => this.#whenConnected(() => this.#finish(done)),
      _destroy: (error: Error | null, done: Done) => {
        this.#leave('fin')
        // Node closes a handle, and says so when that is done: never in the same breath.
        Object.assign(socket, { _handle: { close: (closed: () => void) => this.#deliveries.post(closed) } })
        destroyedByNode.call(socket, error, done)
      },
      resetAndDestroy: () => {
        this.#leave('rst')
        return socket.destroy()
      },
      // Without a handle each would wait for a `connect` that has long come.
      ref: () => socket,
      unref: () => socket,
    })
    Object.defineProperties(socket, {
      bytesRead: { get: () => this.#bytesRead },
      pending: { get: () => socket.connecting },
    })
  }

  #read(): void {
    this.#wantsMore = true
    this.#readOn()
  }

  #readOn(): void {
    const { socket } = this
    while (this.#wantsMore && !socket.connecting && !socket.destroyed) {
      const next = this.#arrived.shift()
      if (next === undefined) return
      if (next === 'rst') {
        socket.destroy(resetError())
      } else if (next === 'fin') {
        socket.push(null)
        socket.read(0)
      } else {
        if (next.length > mostReadBytes) this.#arrived.unshift(next.subarray(mostReadBytes))
        const read = next.subarray(0, mostReadBytes)
        this.#bytesRead += read.length
        isInUse(socket)
        this.#wantsMore = socket.push(read)
      }
    }
  }

  #write(bytes: Buffer, done: Done): void {
    this.#whenConnected(() => {
      isInUse(this.socket)
      this.#deliveries.post(() => {
        done()
        this.#toPeer(bytes)
      })
    }, done)
  }

  #finish(done: Done): void {
    this.#send('fin')
    done()
  }

  #whenConnected(then: () => void, failed: Done = () => {}): void {
    if (!this.socket.connecting) return then()
    this.#untilConnected.push(then)
    this.socket.once('close', () => {
      if (this.#untilConnected.includes(then)) failed(closedEarlyError())
    })
  }

  /** Bytes that nobody read turn a FIN into an RST, as the kernel does. */
  #leave(how: 'fin' | 'rst'): void {
    const unread = this.#arrived.some((one) => one !== 'fin')
    this.#send(how === 'rst' || unread ? 'rst' : 'fin')
  }

  #send(what: 'fin' | 'rst'): void {
    if (this.#endSent && what === 'fin') return
    this.#endSent = true
    this.#deliveries.post(() => this.#toPeer(what))
  }

  #toPeer(what: Arrived): void {
    if (this.#peer !== undefined) this.#peer.#receive(what)
  }

  #receive(what: Arrived): void {
    if (!this.socket.destroyed) {
      this.#arrived.push(what)
      this.#readOn()
    } else if (what !== 'fin' && what !== 'rst') {
      // Nobody is there any more: the kernel answers so.
      this.#deliveries.post(() => this.#toPeer('rst'))
    }
  }
}

/** For Node it is a field like any other. */
function isConnecting(socket: { connecting: boolean }, connecting: boolean): void {
  socket.connecting = connecting
}

function bytesOf(chunk: Buffer | string, encoding: BufferEncoding): Buffer {
  return typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk
}

/** Puts off the socket's time limit (`setTimeout`), as the system's handle does when bytes pass. */
function isInUse(socket: Socket): void {
  ;(socket as Socket & { _unrefTimer(): void })._unrefTimer()
}
