import type { Socket } from 'node:net'
import type { MemoryNetwork } from '../../runtime/memory/memoryNetwork.ts'
import type { PortListener, WireNetwork } from './wireNetwork.ts'

/** The ports of a network in memory: nobody else has them, so that a closed one needs no holding. */
export function memoryPorts(network: MemoryNetwork): WireNetwork {
  return {
    listener: (_host, port, onSocket) => new MemoryListener(network, port, onSocket),
    holdPort: () => Promise.resolve({ release: () => {} }),
    holdSilentPort: (_host, port) => {
      const close = network.open(port, 'silent')
      return Promise.resolve({ port, release: () => Promise.resolve(close()) })
    },
  }
}

class MemoryListener implements PortListener {
  readonly port: number
  readonly #network: MemoryNetwork
  readonly #onSocket: (socket: Socket) => void
  #close: (() => void) | undefined

  constructor(network: MemoryNetwork, port: number, onSocket: (socket: Socket) => void) {
    this.port = port === 0 ? network.freePort() : port
    this.#network = network
    this.#onSocket = onSocket
  }

  start(): Promise<void> {
    this.#close ??= this.#network.open(this.port, this.#onSocket)
    return Promise.resolve()
  }

  stop(): void {
    this.#close?.()
    this.#close = undefined
  }
}
