import { connect, type Socket } from 'node:net'
import { TransportError } from '../transport.ts'
import { fromUndici } from '../undiciErrors.ts'
import { AnswerReader } from './answerReader.ts'
import type { LoopbackExchange } from './loopbackExchange.ts'

export interface ConnectionOwner {
  /** It has answered, and can carry the next one. */
  onFree(connection: LoopbackConnection): void
  /** It is closed, whatever it carried. */
  onLost(connection: LoopbackConnection): void
}

export interface Address {
  readonly host: string
  readonly port: number
}

/** One socket, and the exchange that it carries: one at a time, each in one write. */
export class LoopbackConnection {
  readonly #owner: ConnectionOwner
  readonly #socket: Socket
  readonly #reader = new AnswerReader()
  #exchange: LoopbackExchange | undefined
  #isConnected = false
  #isLost = false

  /** `readInto` is where all connections of an owner read: nothing stays in it. */
  constructor({ host, port }: Address, readInto: Buffer, owner: ConnectionOwner) {
    this.#owner = owner
    const onread = { buffer: readInto, callback: (bytes: number) => this.#onRead(readInto.subarray(0, bytes)) }
    // No stream is made of what is read: that, and a buffer for each piece, would cost as much as all the rest.
    this.#socket = connect({ host, port, noDelay: true, onread })
    this.#socket.on('connect', () => this.#onConnect())
    this.#socket.on('end', () => this.#onEnd())
    this.#socket.on('error', (error) => this.#fail(fromUndici(error, this.#phase)))
    this.#socket.on('close', () => this.#fail(this.#closed()))
  }

  carry(exchange: LoopbackExchange): void {
    this.#exchange = exchange
    if (this.#isConnected) this.#send(exchange)
  }

  /** Whatever it carries fails with this, before it returns. */
  destroy(error: Error): void {
    this.#fail(error)
  }

  get #phase(): 'connect' | 'headers' | 'body' {
    return this.#isConnected ? this.#reader.phase : 'connect'
  }

  #onConnect(): void {
    this.#isConnected = true
    if (this.#exchange !== undefined) this.#send(this.#exchange)
  }

  #send(exchange: LoopbackExchange): void {
    exchange.onSent()
    this.#socket.write(exchange.request)
  }

  /** Tells Node whether it is to read on. */
  #onRead(bytes: Buffer): boolean {
    if (this.#isLost) return false
    if (this.#exchange === undefined) this.#fail(this.#closed())
    else if (this.#isWhole(bytes)) this.#answer(this.#exchange)
    return !this.#isLost
  }

  #isWhole(bytes: Buffer): boolean {
    try {
      return this.#reader.take(bytes)
    } catch (error) {
      this.#fail(new TransportError(this.#reader.phase, 'malformed', 'MALFORMED', error as Error))
      return false
    }
  }

  #onEnd(): void {
    if (this.#exchange !== undefined && this.#reader.end()) this.#answer(this.#exchange)
    this.#fail(this.#closed())
  }

  #answer(exchange: LoopbackExchange): void {
    const { status, body, keepsAlive } = this.#reader
    this.#exchange = undefined
    exchange.onAnswer(status, body)
    if (keepsAlive) this.#owner.onFree(this)
    else this.#fail(this.#closed())
  }

  #closed(): TransportError {
    return new TransportError(this.#phase, 'closed', 'CLOSED', new Error('the server closed the connection'))
  }

  #fail(error: Error): void {
    if (this.#isLost) return
    this.#isLost = true
    this.#socket.destroy()
    const exchange = this.#exchange
    this.#exchange = undefined
    this.#owner.onLost(this)
    exchange?.onError(error)
  }
}
