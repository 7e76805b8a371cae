import type { TransportHeaders } from '../../../runtime/index.ts'

export interface FetchRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
}

/** Headers as `fetch` shows them: what came several times is joined. */
export class Headers {
  readonly #headers: TransportHeaders

  constructor(headers: TransportHeaders) {
    this.#headers = headers
  }

  get(name: string): string | null {
    const value = this.#headers[name]
    return Array.isArray(value) ? value.join(', ') : (value ?? null)
  }
}

const redirectStatuses = new Set([301, 302, 303, 307, 308])

/** What describes a body that is no longer sent (WHATWG fetch, "request-body-header name"). */
const bodyHeaders = new Set(['content-type', 'content-length', 'content-encoding', 'content-language'])

/**
 * Where an answer sends the request, as WHATWG fetch follows it: POST becomes GET on 301 to 303, and the key goes to no
 * other origin. Undefined if nowhere, `invalid` if to a place that is none.
 */
export function redirected(
  request: FetchRequest,
  status: number,
  headers: Headers,
): FetchRequest | 'invalid' | undefined {
  const location = headers.get('location')
  if (!redirectStatuses.has(status) || location === null) return undefined
  const to = URL.canParse(location, request.url) ? new URL(location, request.url) : undefined
  if (to === undefined || !/^https?:$/.test(to.protocol)) return 'invalid'
  const becomesGet = request.method === 'POST' && status <= 303
  const isElsewhere = to.origin !== new URL(request.url).origin
  const kept = Object.entries(request.headers).filter(
    ([name]) => !(becomesGet && bodyHeaders.has(name)) && !(isElsewhere && name === 'authorization'),
  )
  const { body: _body, ...rest } = request
  return { ...(becomesGet ? { ...rest, method: 'GET' } : request), url: to.href, headers: Object.fromEntries(kept) }
}
