import type { Dispatcher } from 'undici'
import { ByteQueue, type ByteQueueOwner } from './byteQueue.ts'
import type { ConnectionPool } from './connectionPool.ts'
import type { PooledConnection } from './pooledConnection.ts'
import { askedForCredentials } from './proxyTunnel.ts'
import type { SendOptions, TransportResponse } from './transport.ts'
import { fromUndici } from './undiciErrors.ts'

type Headers = Record<string, string | string[] | undefined>

/** One request's conversation with undici, from the pool to the last byte. */
export class UndiciExchange implements Dispatcher.DispatchHandler, ByteQueueOwner {
  readonly request: Dispatcher.DispatchOptions
  connection: PooledConnection | undefined
  readonly #pool: ConnectionPool
  readonly #options: SendOptions
  readonly #resolve: (response: TransportResponse) => void
  readonly #reject: (error: Error) => void
  /** What the connection is at; `idle` is one that was there already, before a byte of ours is on it. */
  #phase: 'idle' | 'connect' | 'headers' | 'body' = 'idle'
  #controller: Dispatcher.DispatchController | undefined
  #body: ByteQueue | undefined
  #settled = false

  constructor(
    request: Dispatcher.DispatchOptions,
    pool: ConnectionPool,
    options: SendOptions,
    resolve: (response: TransportResponse) => void,
    reject: (error: Error) => void,
  ) {
    this.request = request
    this.#pool = pool
    this.#options = options
    this.#resolve = resolve
    this.#reject = reject
    options.signal.addEventListener('abort', this.#onAbort, { once: true })
  }

  onQueued(): void {
    this.#options.onQueued?.()
  }

  onConnecting(): void {
    this.#phase = 'connect'
    this.#options.onConnecting?.()
  }

  onTcpConnected(): void {
    if (!this.#settled) this.#options.onTcpConnected?.()
  }

  onRequestStart(): void {
    this.#phase = 'headers'
    this.#options.onConnected?.()
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    if (status < 200 || this.#settled) return
    const { proxy } = this.#pool
    if (status === 407 && proxy !== undefined && this.request.path.startsWith('http:')) {
      this.#fail(askedForCredentials(proxy))
      return
    }
    this.#phase = 'body'
    this.#controller = controller
    this.#body = new ByteQueue(this)
    this.#resolve({ status, headers, body: this.#body })
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body?.push(chunk)
  }

  onResponseEnd(): void {
    if (!this.#settle()) return
    this.#pool.release(this)
    this.#body?.end()
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, cause: Error): void {
    if (this.#settled) return
    if (this.#phase === 'idle' && 'syscall' in cause) {
      // The server closed an idle connection under us, before anything was sent: that says nothing about the request.
      this.#pool.drop(this)
      this.#pool.place(this)
      return
    }
    this.#fail(fromUndici(cause, this.#phase === 'idle' ? 'connect' : this.#phase))
  }

  onLeft(): void {
    this.#abandon()
  }

  onFull(): void {
    this.#controller?.pause()
  }

  onDrained(): void {
    this.#controller?.resume()
  }

  readonly #onAbort = (): void => {
    this.#fail(this.#options.signal.reason as Error, { drop: true })
  }

  #fail(error: Error, options?: { drop: boolean }): void {
    if (!this.#abandon()) return
    if (this.#body === undefined) this.#reject(error)
    else this.#body.fail(error, options)
  }

  /** Ends the exchange together with its connection. */
  #abandon(): boolean {
    if (!this.#settle()) return false
    this.#pool.drop(this)
    return true
  }

  #settle(): boolean {
    if (this.#settled) return false
    this.#settled = true
    this.#options.signal.removeEventListener('abort', this.#onAbort)
    return true
  }
}
