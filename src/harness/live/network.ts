import { messages } from '../../messages/index.ts'
import { TransportError, TransportOptionsError, UndiciTransport, type Transport } from '../../runtime/index.ts'
import { isLoopback } from '../../runtime/loopback.ts'
import { Problem } from '../problem.ts'
import { LiveLeave } from './leave.ts'

const words = messages.errors.live

export interface NetworkOptions {
  /** A certificate authority (PEM) to trust beside Node's own, and the file that it came from. */
  readonly authority?: { readonly pem: string; readonly file: string } | undefined
}

/**
 * The one way beyond this machine: to the origin of the leave, and nowhere else. Certificates are verified, always.
 * Without a leave nothing goes beyond loopback, whatever a name resolves to and whatever proxy is set.
 */
export function openNetwork(leave: LiveLeave | null, { authority }: NetworkOptions = {}): Transport {
  const origin = leave === null ? undefined : LiveLeave.originOf(leave)
  const isHere = origin === undefined || isLoopback(new URL(origin).hostname)
  try {
    const transport = new UndiciTransport({
      loopbackOnly: isHere,
      proxy: isHere ? 'none' : 'environment',
      ...(authority === undefined ? {} : { certificateAuthority: authority.pem }),
    })
    return origin === undefined ? transport : new OneOrigin(transport, origin)
  } catch (error) {
    if (!(error instanceof TransportOptionsError)) throw error
    const { message } = error
    const text = authority === undefined ? words.noTransport(message) : words.noAuthority(authority.file, message)
    throw new Problem('usage', text, { cause: error })
  }
}

/** A transport whose requests, and the key in them, go to one origin. */
class OneOrigin implements Transport {
  readonly #inner: Transport
  readonly #origin: string

  constructor(inner: Transport, origin: string) {
    this.#inner = inner
    this.#origin = origin
  }

  send(...[request, options]: Parameters<Transport['send']>): ReturnType<Transport['send']> {
    if (URL.parse(request.url)?.origin === this.#origin) return this.#inner.send(request, options)
    const cause = new Error(`there is leave for ${this.#origin}, and for no other origin`)
    return Promise.reject(new TransportError('connect', 'other', 'NO_LEAVE', cause))
  }

  busySockets(): number {
    return this.#inner.busySockets()
  }

  close(): Promise<void> {
    return this.#inner.close()
  }
}
