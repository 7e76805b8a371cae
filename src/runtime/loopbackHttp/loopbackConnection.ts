import { connect, type Socket } from 'node:net'
import { TransportError } from '../transport.ts'
import { fromUndici } from '../undiciErrors.ts'
import { AnswerReader } from './answerReader.ts'
import type { LoopbackExchange } from './loopbackExchange.ts'

export interface ConnectionOwner {
  /** It stands. */
  onOpen(connection: LoopbackConnection): void
  /** It has answered, and can carry the next one. */
  onFree(connection: LoopbackConnection): void
  /** It is closed, whatever it carried; `refused` is why it never stood. */
  onLost(connection: LoopbackConnection, refused?: TransportError): void
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
    this.#socket.on('error', (error) => this.#onError(error))
    this.#socket.on('close', () => this.#fail(this.#closed()))
  }

  /** Only when it stands, and is free. */
  carry(exchange: LoopbackExchange): void {
    this.#exchange = exchange
    exchange.onSent()
    this.#socket.write(exchange.request)
  }

  /** Whatever it carries fails with this, before it returns. */
  destroy(error: Error): void {
    this.#lose()?.onError(error)
  }

  #onConnect(): void {
    this.#isConnected = true
    this.#owner.onOpen(this)
  }

  #onError(error: Error): void {
    if (this.#isConnected) this.#fail(fromUndici(error, this.#reader.phase))
    else this.#lose(fromUndici(error, 'connect'))
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
    return new TransportError(this.#reader.phase, 'closed', 'CLOSED', new Error('the server closed the connection'))
  }

  #fail(error: TransportError): void {
    this.#lose()?.onError(error)
  }

  /** Returns what it carried. */
  #lose(refused?: TransportError): LoopbackExchange | undefined {
    if (this.#isLost) return undefined
    this.#isLost = true
    this.#socket.destroy()
    const exchange = this.#exchange
    this.#exchange = undefined
    this.#owner.onLost(this, refused)
    return exchange
  }
}
