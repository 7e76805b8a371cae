import type { ServerSocket } from '../play.ts'
import { MswCannotExpress } from './expressible.ts'

/** What an exchange does when its way out is over. */
export interface MswSocketOwner {
  /** The answer went out to its end. */
  onEnded(): void
  /** Whoever read the body will read no more. */
  onLeft(): void
}

/** One exchange's way out through MSW: its head becomes a Response, its data the body. */
export class MswSocket implements ServerSocket {
  readonly #owner: MswSocketOwner
  readonly #answered = Promise.withResolvers<Response>()
  #body: ReadableStreamDefaultController<Uint8Array> | undefined

  constructor(owner: MswSocketOwner) {
    this.#owner = owner
  }

  /** Resolves with the head, which may never come; with a network error (`Response.error()`) once it is severed. */
  get response(): Promise<Response> {
    return this.#answered.promise
  }

  head(status: number, headers: Readonly<Record<string, string>>): void {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#body = controller
        // MSW 3.0.5 keeps the head back until the body begins: nothing is enough of a beginning.
        controller.enqueue(new Uint8Array(0))
      },
      cancel: () => this.#owner.onLeft(),
    })
    this.#answered.resolve(new Response(body, { status, headers: framed(headers) }))
  }

  data(bytes: Uint8Array): void {
    this.#body?.enqueue(bytes)
  }

  end(): void {
    this.#body?.close()
    this.#owner.onEnded()
  }

  /** Never reached: a script that resets is refused before it is played. */
  reset(): never {
    throw new MswCannotExpress('a reset', 'it has no socket that could send an RST')
  }

  /** Never reached: a script that cuts is refused before it is played. */
  fin(): never {
    throw new MswCannotExpress('a cut', 'it has no socket that could send a FIN')
  }

  /** Never reached, as above. */
  garbage(): never {
    throw new MswCannotExpress('garbage', 'it has no socket that bytes could be written to')
  }

  /** Never reached, as above. */
  goaway(): never {
    throw new MswCannotExpress('GOAWAY', 'it speaks HTTP/1.1')
  }

  /** Never reached, as above. */
  rstStream(): never {
    throw new MswCannotExpress('RST_STREAM', 'it speaks HTTP/1.1')
  }

  /** Nobody is there any more: lets go of a reader that still waits, and of MSW, which waits for the head. */
  sever(reason: unknown): void {
    this.#body?.error(reason)
    // Rejecting would make MSW print the reason as a handler's bug; a network error is what an aborted fetch gives.
    this.#answered.resolve(Response.error())
  }
}

/**
 * A body of unknown length has to be chunked. MSW 3.0.5 would delimit it by closing the connection, and then undici 8
 * takes an abort in mid-body for the body's end: an uncaught `AssertionError: assert(!this.aborted)` of its parser.
 */
function framed(headers: Readonly<Record<string, string>>): Record<string, string> {
  return 'content-length' in headers ? { ...headers } : { ...headers, 'transfer-encoding': 'chunked' }
}
