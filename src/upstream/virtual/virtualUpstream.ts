import type { ConnectionStep } from '../../faults/index.ts'
import type { TransportRequest, VirtualConnection, VirtualPeer, VirtualSocket } from '../../runtime/index.ts'
import type { ScriptedUpstream } from '../scriptedUpstream.ts'

/** The code that Node's TLS gives for each certificate (measured on Node 22, 24 and 26; the wire tests hold it). */
export const codeOfCertificate = {
  expired: 'CERT_HAS_EXPIRED',
  selfSigned: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  wrongHost: 'ERR_TLS_CERT_ALTNAME_INVALID',
} as const satisfies Record<Extract<ConnectionStep, { do: 'tls' }>['certificate'], string>

/** Plays a script on the virtual network. `origins` maps each URL origin to the name it has in the script. */
export class VirtualUpstream implements VirtualPeer {
  readonly #upstream: ScriptedUpstream
  readonly #origins: ReadonlyMap<string, string>
  readonly #originOfConnection = new Map<number, string>()

  constructor(upstream: ScriptedUpstream, origins: ReadonlyMap<string, string>) {
    this.#upstream = upstream
    this.#origins = origins
  }

  connect(urlOrigin: string): VirtualConnection {
    const origin = this.#origins.get(urlOrigin)
    if (origin === undefined) return { accepted: false, refused: 'refused', code: 'ECONNREFUSED' }
    const { step, connection } = this.#upstream.decideConnection(origin)
    if (step.do === 'refuse') return { accepted: false, refused: 'refused', code: 'ECONNREFUSED' }
    if (step.do === 'tls') {
      const code = codeOfCertificate[step.certificate]
      this.#upstream.connectionFailed(connection, origin, code)
      return { accepted: false, refused: 'tls', code }
    }
    this.#upstream.connectionOpened(connection, origin)
    this.#originOfConnection.set(connection, origin)
    return { accepted: true, connection }
  }

  exchange(connection: number, request: TransportRequest, socket: VirtualSocket): { clientLeft(): void } {
    const { origin, path } = this.#placeOf(connection, request.url)
    return this.#upstream.exchange(
      {
        connection,
        origin,
        method: request.method,
        path,
        headers: request.headers,
        body: request.body ?? '',
      },
      socket,
    )
  }

  #placeOf(connection: number, url: string): { origin: string; path: string } {
    const origin = this.#originOfConnection.get(connection)!
    return { origin, path: url.slice(url.indexOf('/', url.indexOf('//') + 2)) }
  }
}
