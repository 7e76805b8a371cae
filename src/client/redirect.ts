import type { TransportHeaders } from '../runtime/index.ts'
import { failureOf, type Failure } from './failure.ts'

/** The statuses that send a client elsewhere (RFC 9110, section 15.4). */
export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308
}

/**
 * Nobody follows: the key would go to whom it was not given, and most clients turn a POST into a GET on the way. The
 * address is wrong, as with a 404, so the endpoint is of no use to this call.
 */
export function redirected(status: number, headers: TransportHeaders): Failure {
  const message = `HTTP ${status}: the base URL redirects ${whereTo(headers['location'])}; give the address that answers`
  return failureOf('not_found', 'redirected', message, { status })
}

/** Scheme, host and port alone: a path, a query or credentials may hold anything. */
function whereTo(location: string | string[] | undefined): string {
  const target = Array.isArray(location) ? location[0] : location
  if (target === undefined) return 'without saying where'
  const nowhere = 'http://nowhere.invalid'
  const url = URL.parse(target, nowhere)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return 'to no address of the web'
  if (url.origin === nowhere) return 'to another path of the same host'
  return `to ${target.startsWith('//') ? url.host : url.origin}`
}
