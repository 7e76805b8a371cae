import { noProxyRule } from './noProxy.ts'
import { TransportOptionsError, type UndiciTransportOptions } from './transportOptions.ts'

/** A proxy as a connection needs it. */
export interface Proxy {
  /** Scheme, host and port; for the eye and for errors, so without credentials. */
  readonly origin: string
  /** What `Proxy-Authorization` says, if the URL has credentials. A secret. */
  readonly authorization: string | undefined
}

export type ProxyChoice = (origin: URL) => Proxy | undefined

type Environment = Readonly<Record<string, string | undefined>>

/** Which proxy serves which origin. Throws `TransportOptionsError` for what is no proxy, never with its password. */
export function proxyChoice(options: UndiciTransportOptions, environment: Environment): ProxyChoice {
  const { proxy = 'none', loopbackOnly = false } = options
  if (proxy === 'none') return () => undefined
  if (proxy !== 'environment') {
    const only = proxyFrom('proxy', proxy)
    return () => only
  }
  if (loopbackOnly)
    throw new TransportOptionsError('a transport that is held to this machine takes no proxy from the environment')
  return environmentChoice(environment)
}

/** https falls back to the proxy for http, as in undici's EnvHttpProxyAgent. */
function environmentChoice(environment: Environment): ProxyChoice {
  const forHttp = firstProxy(environment, 'http_proxy', 'HTTP_PROXY')
  const forHttps = firstProxy(environment, 'https_proxy', 'HTTPS_PROXY') ?? forHttp
  const isException = noProxyRule(environment['no_proxy'] ?? environment['NO_PROXY'] ?? '')
  return (origin) => {
    const proxy = origin.protocol === 'https:' ? forHttps : forHttp
    return proxy === undefined || isException(origin) ? undefined : proxy
  }
}

/** The first name that is set counts, even if it is set to nothing: then there is no such proxy. */
function firstProxy(environment: Environment, ...names: readonly string[]): Proxy | undefined {
  const name = names.find((candidate) => environment[candidate] !== undefined)
  const value = name === undefined ? '' : environment[name]!.trim()
  return value === '' ? undefined : proxyFrom(name!, value)
}

function proxyFrom(name: string, value: unknown): Proxy {
  const wrong = (why: string) =>
    new TransportOptionsError(
      `${name} ${why}: write http://host:port or https://host:port, with user:password@ if needed`,
    )
  if (typeof value !== 'string') throw wrong('is no text')
  const hasScheme = value.includes('://')
  // `proxy.example:3128` is what curl takes from its environment; an option is written for this client, so in full.
  if (!hasScheme && (name === 'proxy' || !/:\d+\/?$/.test(value))) throw wrong('has no scheme')
  const url = URL.parse(hasScheme ? value : `http://${value}`)
  if (url === null) throw wrong('is no URL')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw wrong(`has the scheme ${url.protocol}`)
  return { origin: url.origin, authorization: authorizationOf(url, wrong) }
}

function authorizationOf({ username, password }: URL, wrong: (why: string) => Error): string | undefined {
  if (username === '' && password === '') return undefined
  try {
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    return `Basic ${Buffer.from(credentials).toString('base64')}`
  } catch {
    throw wrong('has a user or password with a stray % sign')
  }
}
