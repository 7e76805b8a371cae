import type { ScriptedUpstream } from '../scriptedUpstream.ts'
import { MswSocket } from './mswSocket.ts'

/**
 * The number that stands for a connection in every `exchange-started`. MSW shows requests, never connections: none is
 * recorded as opened, and no two exchanges can be said to share one or not.
 */
const noConnection = -1

/** An exchange that is not over. It holds its request, for whose abort signal would else be collected with it. */
interface OpenExchange {
  readonly request: Request
  leave(reason: unknown): void
}

/** Answers requests as MSW hands them over, out of one scripted upstream. */
export class MswPlayer {
  readonly #upstream: ScriptedUpstream
  readonly #open = new Set<OpenExchange>()

  constructor(upstream: ScriptedUpstream) {
    this.#upstream = upstream
  }

  /** Exchanges that are not over. */
  openExchanges(): number {
    return this.#open.size
  }

  /** Resolves when the script sends a head. A client that leaves before gets `Response.error()`, as an aborted fetch. */
  async answer(request: Request, origin: string): Promise<Response> {
    const body = await bodyOf(request)
    if (body === undefined) return Response.error()
    const { pathname, search } = new URL(request.url)
    const open: OpenExchange = {
      request,
      leave: (reason) => {
        if (!this.#open.delete(open)) return
        playing.clientLeft()
        socket.sever(reason)
      },
    }
    this.#open.add(open)
    request.signal.addEventListener('abort', () => open.leave(request.signal.reason), { once: true })
    const socket = new MswSocket({
      onEnded: () => this.#open.delete(open),
      onLeft: () => open.leave(new Error('the reader left')),
    })
    const playing = this.#upstream.exchange(
      {
        connection: noConnection,
        origin,
        isReused: false,
        method: request.method,
        path: pathname + search,
        headers: Object.fromEntries(request.headers),
        body,
      },
      socket,
    )
    return socket.response
  }

  /** Severs what is still open; no timer is left behind. */
  close(): void {
    for (const open of this.#open) open.leave(new Error('the upstream has closed'))
  }
}

/** Undefined if the client left before its request was whole: such a request is seen by nobody. */
async function bodyOf(request: Request): Promise<string | undefined> {
  try {
    const body = await request.text()
    return request.signal.aborted ? undefined : body
  } catch {
    return undefined
  }
}
