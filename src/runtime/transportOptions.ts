import { X509Certificate } from 'node:crypto'

/** How the client's own connections are made and kept; what an application may set. */
export interface ConnectionOptions {
  /**
   * `environment` reads HTTPS_PROXY, HTTP_PROXY and NO_PROXY (the lower-case names first, as they are when the transport
   * is made). `none` goes straight. Anything else is the URL of a proxy for every request, such as
   * `http://user:password@proxy.example:3128`; `https:` speaks TLS with the proxy itself. https goes through CONNECT,
   * http as a request for an absolute URL.
   */
  readonly proxy?: 'environment' | 'none' | (string & {})
  /** Certificate authorities (PEM, one or several) to trust: of a company's proxy or gateway. */
  readonly certificateAuthority?: string
  /** Whether `certificateAuthority` is trusted beside the authorities that Node trusts (`added`, the default) or alone. */
  readonly trust?: 'added' | 'only'
  /** Most connections to one origin at a time, a whole number from 1; requests beyond wait, the oldest goes first. */
  readonly maxConnectionsPerOrigin?: number
  /**
   * How long an idle connection is kept, in ms, if the server does not say (`Keep-Alive: timeout=5` is obeyed, less 2 s
   * for the way). 4 s unless set: some servers close after 5 s without a word, and a request that meets the close fails.
   */
  readonly keepAliveMs?: number
  /** The longest that an idle connection is kept because the server says so, in ms. 10 min unless set. */
  readonly keepAliveMaxMs?: number
}

export interface UndiciTransportOptions extends ConnectionOptions {
  /** Only connect to this machine, even through a proxy: a rehearsal must never reach anything else. */
  readonly loopbackOnly?: boolean
  /** Speak HTTP/2 with servers that do, one request at a time on a connection; HTTP/1.1 unless set. */
  readonly http2?: boolean
}

/** What a client for applications sets; a bare `UndiciTransport` has no proxy and no limit on connections. */
export const connectionDefaults = {
  proxy: 'environment',
  maxConnectionsPerOrigin: 128,
} as const satisfies ConnectionOptions

/** An option of the transport that cannot work. The message never repeats a value that may hold a password. */
export class TransportOptionsError extends Error {
  override readonly name = 'TransportOptionsError'
}

/** Throws `TransportOptionsError`; the proxy is looked at where it is read. */
export function checkTransportOptions(options: UndiciTransportOptions): void {
  const { certificateAuthority, trust, maxConnectionsPerOrigin, keepAliveMs, keepAliveMaxMs } = options
  if (certificateAuthority !== undefined) checkAuthorities(certificateAuthority)
  if (trust !== undefined && trust !== 'added' && trust !== 'only')
    throw new TransportOptionsError(`trust is ${JSON.stringify(trust)}: write 'added' or 'only'`)
  if (trust !== undefined && certificateAuthority === undefined)
    throw new TransportOptionsError('trust says how to trust `certificateAuthority`, and that is not given')
  if (
    maxConnectionsPerOrigin !== undefined &&
    !(Number.isInteger(maxConnectionsPerOrigin) && maxConnectionsPerOrigin > 0)
  )
    throw new TransportOptionsError(
      `maxConnectionsPerOrigin is ${String(maxConnectionsPerOrigin)}: write a whole number from 1, or leave it out`,
    )
  for (const [name, value] of Object.entries({ keepAliveMs, keepAliveMaxMs }))
    if (value !== undefined && !(Number.isFinite(value) && value > 0 && value <= longestTimerMs))
      throw new TransportOptionsError(
        `${name} is ${String(value)}: write milliseconds above 0, at most ${longestTimerMs}`,
      )
}

/** A timer of Node that is set for longer fires at once. */
const longestTimerMs = 2 ** 31 - 1

/** Node passes over what is no certificate: every handshake would fail, and nobody would know why. */
function checkAuthorities(pem: string): void {
  const certificates = typeof pem === 'string' ? pem.match(/-----BEGIN [^-]+-----[^-]*-----END [^-]+-----/g) : null
  if (certificates === null)
    throw new TransportOptionsError(
      'certificateAuthority holds no certificate: give the text of a PEM file, not its path',
    )
  for (const [index, certificate] of certificates.entries()) {
    try {
      void new X509Certificate(certificate)
    } catch (error) {
      const what = `certificateAuthority: block ${index + 1} of ${certificates.length} is no certificate`
      throw new TransportOptionsError(`${what} (${(error as Error).message})`, { cause: error })
    }
  }
}
