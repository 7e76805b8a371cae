import type { Socket } from 'node:net'
import { buildConnector } from 'undici'
import { isInvalidName, notFound } from './invalidName.ts'
import { mustBeLoopback } from './loopback.ts'
import type { Proxy } from './proxy.ts'
import { openTunnel } from './proxyTunnel.ts'
import type { TransportError } from './transport.ts'
import type { UndiciTransportOptions } from './transportOptions.ts'
import { secureContextFor } from './trustedAuthorities.ts'
import { fromUndici } from './undiciErrors.ts'

/** undici's own limit is coarse: the client's run on our clock, and this is a backstop against one that sets none. */
export const backstopMs = 15 * 60_000

/** A connection on its way: until it is made it can be given up in every phase. */
export interface ConnectionAttempt {
  destroy(error: Error): void
}

type Done = (...outcome: [error: TransportError, socket: null] | [error: null, socket: Socket]) => void

/**
 * Makes connections with undici's connector (happy eyeballs, keep-alive probes, SNI, kept TLS sessions), and tells TCP
 * from TLS: a TLS socket of Node says `connect` when TCP stands, before its handshake. The tunnel through a proxy is
 * made here too, not by undici's ProxyAgent: that hides the phases, cannot be aborted while the proxy is silent, and
 * fails with codes that say nothing.
 */
export class Connector {
  readonly #options: UndiciTransportOptions
  readonly #plain = buildConnector({ timeout: backstopMs, allowH2: false })
  #secure: buildConnector.connector | undefined

  constructor(options: UndiciTransportOptions) {
    this.#options = options
  }

  /** Calls `done` once, unless it throws. https to a proxy's target is tunnelled; http ends at the proxy. */
  connect(
    target: buildConnector.Options,
    proxy: Proxy | undefined,
    onTcpConnected: () => void,
    done: Done,
  ): ConnectionAttempt {
    if (proxy === undefined && isInvalidName(target.hostname)) return notFound(target.hostname, done)
    if (this.#options.loopbackOnly === true) mustBeLoopback(target.hostname)
    if (proxy === undefined) return this.#direct(target, onTcpConnected, done)
    const { protocol, host, hostname, port } = new URL(proxy.origin)
    if (this.#options.loopbackOnly === true) mustBeLoopback(hostname)
    const hop = { protocol, host, hostname: withoutBrackets(hostname), port }
    if (target.protocol === 'http:') return this.#direct(hop, onTcpConnected, done)
    let socket = this.#direct(
      hop,
      () => {},
      (error, toProxy) => {
        if (error !== null) {
          done(error, null)
          return
        }
        openTunnel(toProxy, proxy, authorityOf(target), (refusal) => {
          if (refusal !== null) {
            done(refusal, null)
            return
          }
          onTcpConnected()
          if (!toProxy.destroyed) socket = this.#open({ ...target, httpSocket: toProxy }, () => 'tls', done)
        })
      },
    )
    return { destroy: (error) => socket.destroy(error) }
  }

  #direct(target: buildConnector.Options, onTcpConnected: () => void, done: Done): Socket {
    let phase: 'connect' | 'tls' = 'connect'
    const socket = this.#open(target, () => phase, done)
    // Before undici's own listener, which sends the request when there is no handshake to wait for.
    socket.prependOnceListener('connect', () => {
      phase = 'tls'
      onTcpConnected()
    })
    return socket
  }

  #open(target: buildConnector.Options, phase: () => 'connect' | 'tls', done: Done): Socket {
    const connect = target.protocol === 'https:' ? (this.#secure ??= this.#buildSecure()) : this.#plain
    return connect(target, (error, socket) => {
      if (error === null) done(null, socket)
      else done(fromUndici(error, phase()), null)
    }) as unknown as Socket
  }

  #buildSecure(): buildConnector.connector {
    const secureContext = secureContextFor(this.#options)
    return buildConnector({
      timeout: backstopMs,
      allowH2: this.#options.http2 === true,
      // NODE_TLS_REJECT_UNAUTHORIZED=0 does not reach in here.
      rejectUnauthorized: true,
      ...(secureContext === undefined ? {} : { secureContext }),
    })
  }
}

function authorityOf({ hostname, port }: buildConnector.Options): string {
  return `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port === '' ? 443 : port}`
}

function withoutBrackets(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}
