import type { ConnectionStep } from '../../faults/index.ts'
import type { TransportRequest, VirtualConnection, VirtualPeer, VirtualSocket } from '../../runtime/index.ts'
import { codeOfCertificate, codeOfClose, codeOfHandshake, codeOfReset } from '../connectionCodes.ts'
import type { ScriptedUpstream } from '../scriptedUpstream.ts'

interface OpenConnection {
  readonly origin: string
  exchanges: number
}

/** Plays a script on the virtual network. `origins` maps each URL origin to the name it has in the script. */
export class VirtualUpstream implements VirtualPeer {
  readonly #upstream: ScriptedUpstream
  readonly #origins: ReadonlyMap<string, string>
  readonly #connections = new Map<number, OpenConnection>()

  constructor(upstream: ScriptedUpstream, origins: ReadonlyMap<string, string>) {
    this.#upstream = upstream
    this.#origins = origins
  }

  connect(urlOrigin: string): VirtualConnection {
    const origin = this.#origins.get(urlOrigin)
    if (origin === undefined) return { accepted: false, phase: 'connect', kind: 'refused', code: 'ECONNREFUSED' }
    const { step, connection } = this.#upstream.decideConnection(origin)
    return this.#meet(step, connection, origin, urlOrigin.startsWith('https:'))
  }

  exchange(connection: number, request: TransportRequest, socket: VirtualSocket): { clientLeft(): void } {
    const open = this.#connections.get(connection)!
    open.exchanges += 1
    return this.#upstream.exchange(
      {
        connection,
        origin: open.origin,
        isReused: open.exchanges > 1,
        method: request.method,
        path: pathOf(request.url),
        headers: request.headers,
        body: request.body ?? '',
      },
      socket,
    )
  }

  #meet(step: ConnectionStep, connection: number, origin: string, isTls: boolean): VirtualConnection {
    const failed = (code: string) => this.#upstream.connectionFailed(connection, origin, code)
    switch (step.do) {
      case 'accept':
        this.#upstream.connectionOpened(connection, origin)
        this.#connections.set(connection, { origin, exchanges: 0 })
        return { accepted: true, connection }
      case 'refuse':
        return { accepted: false, phase: 'connect', kind: 'refused', code: 'ECONNREFUSED' }
      case 'drop':
        return { accepted: false, hangs: 'connect', gaveUp: () => {} }
      case 'unresolvable':
        return { accepted: false, phase: 'dns', kind: 'dns', code: step.code }
      case 'reset':
        failed(codeOfReset)
        return { accepted: false, phase: 'connect', kind: 'reset', code: codeOfReset }
      case 'half-close':
        failed(codeOfClose(isTls))
        if (isTls) return { accepted: false, phase: 'tls', kind: 'reset', code: codeOfReset }
        return { accepted: true, connection, closesWith: 'fin' }
      case 'tls': {
        const code = codeOfCertificate[step.certificate]
        failed(code)
        return { accepted: false, phase: 'tls', kind: 'tls', code }
      }
      case 'handshake': {
        const code = codeOfHandshake[step.fails]
        if (step.fails === 'hang') return { accepted: false, hangs: 'tls', gaveUp: () => failed(code) }
        failed(code)
        if (step.fails === 'clientCertificate') return { accepted: true, connection, closesWith: 'fin' }
        return { accepted: false, phase: 'tls', kind: code === codeOfReset ? 'reset' : 'tls', code }
      }
    }
  }
}

function pathOf(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2))
}
