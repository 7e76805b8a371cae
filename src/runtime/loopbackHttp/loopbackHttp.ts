import { mustBeLoopback } from '../loopback.ts'
import type { TransportError } from '../transport.ts'
import { LoopbackConnection, type Address, type ConnectionOwner } from './loopbackConnection.ts'
import type { LoopbackExchange } from './loopbackExchange.ts'
import { WaitingLine } from './waitingLine.ts'

export interface LoopbackHttpOptions {
  /** What is sent beyond waits. */
  readonly maxConnections: number
}

const readBytes = 64 * 1024
/**
 * So many are opened at a time. To open one takes as long as several requests on those that stand: if each request of a load that
 * begins opened its own, all that is due meanwhile would be late.
 */
const mostOpening = 8

/**
 * HTTP/1.1 to one server on this machine, over plain sockets: requests are whole bytes, answers are whole bodies, and nothing else
 * is offered. It is for load, where a general client costs more than what is measured. The connection that was used last is used
 * next.
 */
export class LoopbackHttp implements ConnectionOwner {
  /** As a request's `host` has it. */
  readonly host: string
  readonly #address: Address
  readonly #maxConnections: number
  readonly #readInto = Buffer.allocUnsafe(readBytes)
  readonly #connections = new Set<LoopbackConnection>()
  readonly #idle: LoopbackConnection[] = []
  readonly #waiting = new WaitingLine<LoopbackExchange>()
  readonly #opening = new Set<LoopbackConnection>()
  #closedWith: Error | undefined

  /** Throws for an origin that is not http, or not on this machine. */
  constructor(origin: string, { maxConnections }: LoopbackHttpOptions) {
    const { protocol, host, hostname, port } = new URL(origin)
    if (protocol !== 'http:') throw new Error('a server on this machine is asked over http')
    mustBeLoopback(hostname)
    this.host = host
    this.#address = { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 80 : Number(port) }
    this.#maxConnections = maxConnections
  }

  send(exchange: LoopbackExchange): void {
    if (this.#closedWith !== undefined) return exchange.onError(this.#closedWith)
    const idle = this.#idle.pop()
    if (idle !== undefined) return idle.carry(exchange)
    this.#waiting.push(exchange)
    this.#openIfNeeded()
  }

  /** All that is under way, or waits, fails with this; their connections are closed. */
  cancel(error: Error): void {
    const connections = Array.from(this.#connections)
    for (const exchange of this.#waiting.clear()) exchange.onError(error)
    for (const connection of connections) connection.destroy(error)
  }

  close(): void {
    this.#closedWith = new Error('the client was closed')
    this.cancel(this.#closedWith)
  }

  onOpen(connection: LoopbackConnection): void {
    this.#opening.delete(connection)
    this.onFree(connection)
    this.#openIfNeeded()
  }

  onFree(connection: LoopbackConnection): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#idle.push(connection)
    else connection.carry(next)
  }

  onLost(connection: LoopbackConnection, refused?: TransportError): void {
    this.#connections.delete(connection)
    this.#opening.delete(connection)
    const index = this.#idle.indexOf(connection)
    if (index >= 0) this.#idle.splice(index, 1)
    // Somebody has to be told, and it is the one who has waited longest.
    if (refused !== undefined) this.#waiting.shift()?.onError(refused)
    this.#openIfNeeded()
  }

  /** What waits goes out on the connection that is ready first, be it this one or another. */
  #openIfNeeded(): void {
    if (this.#opening.size >= Math.min(mostOpening, this.#waiting.length)) return
    if (this.#connections.size >= this.#maxConnections) return
    const connection = new LoopbackConnection(this.#address, this.#readInto, this)
    this.#connections.add(connection)
    this.#opening.add(connection)
  }
}
