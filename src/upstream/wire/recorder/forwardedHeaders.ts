import type { TransportHeaders } from '../../../runtime/index.ts'

/** They belong to one hop (RFC 9110 section 7.6.1), or are written anew for the next one. */
const ofOneHop =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|host|content-length|expect|accept-encoding)$/

/** A browser's and a proxy's: no provider needs them. */
const notForwarded = /^(cookie|origin|referer|sec-.*|forwarded|x-forwarded-.*)$/

/** Whose value is nobody's business. */
const secretHeader =
  /auth|key|token|secret|cookie|password|credential|signature|organi[sz]ation|project|account|user-?id/

type Incoming = Readonly<Record<string, string | string[] | undefined>>

/** What goes on to the provider: the request's own headers, and the wish for a body that can be searched for secrets. */
export function requestHeaders(headers: Incoming): Record<string, string> {
  const named = namedByConnection(headers)
  const forwarded = entriesOf(headers).filter(
    ([name]) => !ofOneHop.test(name) && !notForwarded.test(name) && !named.has(name),
  )
  return { ...Object.fromEntries(forwarded), 'accept-encoding': 'identity' }
}

/** Everything in a request's headers and query that must never be seen again. */
export function secretsOf(headers: Incoming, query: string): string[] {
  const values = entriesOf(headers).flatMap(([name, value]) => (secretHeader.test(name) ? [value] : []))
  const credentials = values.flatMap((value) => /^(?:bearer|basic|token)\s+(.+)$/i.exec(value)?.slice(1) ?? [])
  const decoded = credentials.map((value) => Buffer.from(value, 'base64').toString('utf8'))
  const asked = [...new URLSearchParams(query).values()].filter(({ length }) => length >= shortestSecret)
  return [...values, ...credentials, ...decoded.filter((text) => /^[\x20-\x7e]{8,}$/.test(text)), ...asked]
}

/** Versions and names are shorter; a key is not. */
const shortestSecret = 16

/** They would open this machine's port to web pages, or lead a client away from it. */
const notPassedOn =
  /^(access-control-.*|alt-svc|strict-transport-security|set-cookie2?|content-security-policy|clear-site-data)$/

/** What goes back to the client. */
export function responseHeaders(headers: TransportHeaders): Record<string, string> {
  const named = namedByConnection(headers)
  const own = /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/
  const kept = entriesOf(headers).filter(([name]) => !own.test(name) && !notPassedOn.test(name) && !named.has(name))
  return Object.fromEntries(kept)
}

function entriesOf(headers: Incoming): [name: string, value: string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as [string, string]],
  )
}

function namedByConnection(headers: Incoming): ReadonlySet<string> {
  const names = [headers['connection'] ?? []].flat().join(',').toLowerCase()
  return new Set(names.split(',').map((name) => name.trim()))
}
