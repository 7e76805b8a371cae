import { createServer, type Server, type Socket } from 'node:net'

/** A port that was asked for belongs to somebody else. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse'
  readonly port: number

  constructor(port: number, cause: Error) {
    super(`port ${port} is in use`, { cause })
    this.port = port
  }
}

/** One port that can stop listening and start again; connections that are there stay. */
export class Listener {
  readonly #host: string
  readonly #onSocket: (socket: Socket) => void
  #port: number
  #server: Server | undefined

  /** `port` 0 takes any free one. */
  constructor(host: string, port: number, onSocket: (socket: Socket) => void) {
    this.#host = host
    this.#port = port
    this.#onSocket = onSocket
  }

  get port(): number {
    return this.#port
  }

  /** Does nothing while it listens. Rejects with `PortInUse`. */
  start(): Promise<void> {
    if (this.#server !== undefined) return Promise.resolve()
    const server = createServer((socket) => this.#onSocket(socket))
    this.#server = server
    return new Promise((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        this.#server = undefined
        reject(error.code === 'EADDRINUSE' ? new PortInUse(this.#port, error) : error)
      })
      server.listen({ host: this.#host, port: this.#port }, () => {
        // Stopped before it had begun.
        if (this.#server !== server) server.close()
        const address = server.address()
        if (typeof address === 'object' && address !== null) this.#port = address.port
        resolve()
      })
    })
  }

  /** From now on connections are refused. Those that the kernel took but nobody accepted yet are reset. */
  stop(): void {
    this.#server?.close()
    this.#server = undefined
  }
}
