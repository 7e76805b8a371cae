import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import type { CapturedExchange } from '../../../protocol/recording/storedExchange.ts'
import type { RecordedEnding } from '../../../protocol/recording/recording.ts'
import { TransportError, type Transport, type TransportRequest } from '../../../runtime/index.ts'
import type { ServerSocket } from '../../play.ts'
import type { Capture } from './capture.ts'
import { responseHeaders } from './forwardedHeaders.ts'

/** How a forwarded request ended: an exchange to be stored, or why there is none. */
export type Forwarded =
  | { readonly captured: CapturedExchange }
  /** No connection to the provider: its code. */
  | { readonly unreachable: string }
  | { readonly unstorable: 'compressed' | 'too-large' }

export interface Forwarding {
  readonly request: TransportRequest
  readonly transport: Transport
  readonly capture: Capture
  readonly socket: ServerSocket
  /** Where `socket` writes to: it says when the client reads too slowly. */
  readonly stream: Duplex
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal
}

/**
 * Sends a request on and passes the answer back as it comes, with its end: a client sees the very cut that the provider
 * made. Reads no faster than the client does. Never rejects.
 */
export async function forward(forwarding: Forwarding): Promise<Forwarded> {
  const { request, transport, capture, socket, stream, signal } = forwarding
  let isCompressed = false
  const over = (how: RecordedEnding['how'], code?: string): Forwarded => {
    if (isCompressed) return { unstorable: 'compressed' }
    return capture.isTooLarge ? { unstorable: 'too-large' } : { captured: capture.ended(how, code) }
  }
  try {
    const { status, headers, body } = await transport.send(request, { signal, onConnected: () => capture.sent() })
    const passedOn = responseHeaders(headers)
    isCompressed = !/^(identity)?$/i.test(passedOn['content-encoding'] ?? '')
    capture.head(status, passedOn)
    socket.head(status, passedOn)
    for await (const bytes of body) {
      capture.data(bytes)
      socket.data(bytes)
      if (stream.writableNeedDrain) await once(stream, 'drain', { signal })
    }
    socket.end()
    return over('complete')
  } catch (error) {
    if (signal.aborted) return over('client-left')
    if (!(error instanceof TransportError)) throw error
    const { phase, kind, code } = error
    if (phase === 'dns' || phase === 'connect' || phase === 'tls') return { unreachable: code }
    if (kind === 'closed') socket.fin()
    else socket.reset()
    return over(kind === 'closed' ? 'fin' : 'reset', code)
  }
}
