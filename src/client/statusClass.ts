import type { ErrorClass } from '../protocol/errorClass.ts'

const classes: Readonly<Record<number, ErrorClass>> = {
  401: 'auth',
  402: 'quota_exhausted',
  403: 'permission',
  404: 'not_found',
  408: 'timeout',
  409: 'conflict',
  425: 'conflict',
  429: 'rate_limited',
  // Groq's own: the flex tier is full.
  498: 'overloaded',
  // nginx's note that its client left. This client did not, so a gateway gave up on the one behind it.
  499: 'server_error',
  503: 'overloaded',
  529: 'overloaded',
}

/** 408 and 504 of RFC 9110, 499 of nginx, 524 of Cloudflare: a gateway did not wait for whoever was at work behind it. */
export function meansGaveUpWaiting(status: number): boolean {
  return status === 408 || status === 499 || status === 504 || status === 524
}

/** RFC 9110, section 15.3: the request was understood and done. What the body says is another matter. */
export function isGood(status: number): boolean {
  return status >= 200 && status <= 299
}

/** What a status means by itself; a status that is no error at all is a breach of the protocol. */
export function classOfStatus(status: number): ErrorClass {
  const listed = classes[status]
  if (listed !== undefined) return listed
  if (status >= 500) return 'server_error'
  return status >= 400 ? 'invalid_request' : 'protocol'
}
