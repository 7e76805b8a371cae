import { isIP, Socket } from 'node:net'
import { isLoopback } from '../loopback.ts'
import type { Clock } from '../clock.ts'
import { Deliveries } from './deliveries.ts'
import { MemoryEnd, type MemoryAddress } from './memoryEnd.ts'
import { connectError, nameError } from './socketErrors.ts'

/** The first port of a network; each has its own count, so that a run meets the same ones every time. */
const firstPort = 4_000
/** The near end's: where the kernel would choose one. */
const firstNearPort = 50_000

/** How long Linux sends its SYN again before it gives up (tcp_syn_retries = 6). */
const longestConnectMs = 127_000

const loopbackAddress = '127.0.0.1'

type Place = ((socket: Socket) => void) | 'silent'

/**
 * Ports and connections in the memory of this process: a connection takes no time and no system call, and everything that
 * happens on it happens in the same order every time. Nothing but its own ports can be reached on it.
 */
export class MemoryNetwork {
  readonly #clock: Clock
  readonly #deliveries: Deliveries
  readonly #places = new Map<number, Place>()
  readonly #nearEnds = new Set<Socket>()
  #ports = firstPort
  #nearPorts = firstNearPort

  /** `onThrown` hears what a receiver of bytes or events threw. */
  constructor(clock: Clock, onThrown: (error: unknown) => void) {
    this.#clock = clock
    this.#deliveries = new Deliveries(onThrown)
  }

  /** Something has been sent that has not arrived. */
  get isBusy(): boolean {
    return this.#deliveries.underWay > 0
  }

  freePort(): number {
    return this.#ports++
  }

  /** From now on connections to `port` are handed to `onSocket`, or, with `silent`, never come about; until undone. */
  open(port: number, place: Place): () => void {
    this.#places.set(port, place)
    return () => {
      if (this.#places.get(port) === place) this.#places.delete(port)
    }
  }

  /** What `socket.connect` does on the system's network. */
  connect(socket: Socket, host: string, port: number): void {
    const near = new MemoryEnd(socket, this.#deliveries)
    this.#nearEnds.add(socket)
    socket.once('close', () => this.#nearEnds.delete(socket))
    this.#deliveries.post(() => {
      if (!socket.destroyed) this.#reach(near, host, port)
    })
  }

  /** Closes what is still open at the near ends. */
  closeNearEnds(): void {
    for (const socket of this.#nearEnds) socket.destroy()
  }

  #reach(near: MemoryEnd, host: string, port: number): void {
    const { socket } = near
    if (!isLoopback(host) && isIP(host) === 0) {
      const error = nameError(host)
      socket.emit('lookup', error, undefined, undefined, host)
      socket.destroy(error)
      return
    }
    const place = this.#places.get(port)
    if (place === undefined || !isLoopback(host)) {
      socket.destroy(connectError('ECONNREFUSED', host, port))
    } else if (place === 'silent') {
      const timer = this.#clock.timer(longestConnectMs, () => socket.destroy(connectError('ETIMEDOUT', host, port)))
      socket.once('close', () => timer.cancel())
    } else {
      this.#accept(near, place, port)
    }
  }

  #accept(near: MemoryEnd, onSocket: (socket: Socket) => void, port: number): void {
    const here: MemoryAddress = { address: loopbackAddress, port: this.#nearPorts++, family: 'IPv4' }
    const there: MemoryAddress = { address: loopbackAddress, port, family: 'IPv4' }
    const far = new MemoryEnd(new Socket(), this.#deliveries)
    MemoryEnd.join(near, far)
    near.connected(here, there)
    // Whoever accepts may put TLS on it before it stands: it then hears of it as well.
    onSocket(far.socket)
    far.connected(there, here)
  }
}
