/** A socket on its way: it can be given up, with an error, or undici would never hear of the end. */
interface Destroyable {
  destroy(error: Error): void
}

/**
 * Connections that are still being made, by host, and the requests that wait for them. undici lets a connection attempt
 * run on when the request behind it has been aborted: here it ends with the last request that waits for it.
 */
export class Connecting {
  readonly #sockets = new Map<string, Set<Destroyable>>()
  readonly #requests = new Map<string, number>()

  /** How many connections are being made. */
  get sockets(): number {
    let count = 0
    for (const sockets of this.#sockets.values()) count += sockets.size
    return count
  }

  /** Begins a connection; `open` gets what to call when it is made or has failed. */
  connecting(host: string, open: (done: () => void) => Destroyable): void {
    const sockets = this.#sockets.get(host) ?? new Set()
    this.#sockets.set(host, sockets)
    let socket: Destroyable | undefined
    let over = false
    socket = open(() => {
      over = true
      if (socket !== undefined) sockets.delete(socket)
    })
    if (!over) sockets.add(socket)
  }

  /** A request waits for a connection; call what is returned when it has one, or does not want one any more. */
  requestFor(host: string): () => void {
    this.#requests.set(host, (this.#requests.get(host) ?? 0) + 1)
    let served = false
    return () => {
      if (served) return
      served = true
      const left = this.#requests.get(host)! - 1
      this.#requests.set(host, left)
      if (left === 0) this.#destroy(host)
    }
  }

  #destroy(host: string): void {
    for (const socket of Array.from(this.#sockets.get(host) ?? []))
      socket.destroy(new Error('nobody waits for this connection any more'))
  }
}
