/** A request that is not served: what was wrong with it, as a status. The connection ends with the answer. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export interface RequestHead {
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** Host and port as the client named them. */
  readonly host: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[]>>
  /** The body's length in bytes, or `chunked`. */
  readonly body: number | 'chunked'
  /** The client wants the connection closed after the answer. */
  readonly closes: boolean
  /** The client waits for a 100 before it sends the body (RFC 9110 section 10.1.1). */
  readonly expectsContinue: boolean
}

const token = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+"
const requestLine = new RegExp(`^(${token}) (\\S+) HTTP/(\\d)\\.(\\d)$`)
const headerLine = new RegExp(`^(${token}):[ \\t]*(.*?)[ \\t]*$`)
const absoluteTarget = /^https?:\/\/([^/?#]+)(\/.*)?$/i

/**
 * Reads request line and headers, as strictly as RFC 9112 allows a server to be: what two readers could understand
 * differently is refused. `text` is everything before the empty line. Throws `RequestRefused`.
 */
export function parseRequestHead(text: string): RequestHead {
  const [first = '', ...lines] = text.split('\r\n')
  const [, method, target, major, minor] = requestLine.exec(first) ?? refuse(400, 'this is no request line')
  if (major !== '1' || minor !== '1') refuse(505, 'only HTTP/1.1 is spoken here')
  const headers = parseHeaders(lines)
  if (typeof headers['host'] !== 'string') refuse(400, 'exactly one Host header is needed')
  return {
    method: method!,
    ...placeOf(target!, headers['host'] as string),
    headers,
    body: bodyOf(headers),
    closes: /(^|,)\s*close\s*(,|$)/i.test(String(headers['connection'] ?? '')),
    expectsContinue: String(headers['expect'] ?? '').toLowerCase() === '100-continue',
  }
}

function parseHeaders(lines: readonly string[]): Record<string, string | string[]> {
  const headers = new Map<string, string | string[]>()
  for (const line of lines) {
    const [, name, value] = headerLine.exec(line) ?? refuse(400, 'this is no header line')
    const key = name!.toLowerCase()
    const before = headers.get(key)
    headers.set(key, before === undefined ? value! : [before, value!].flat())
  }
  return Object.fromEntries(headers)
}

/** Proxies send the whole address as the target; a server must take it, and it goes before Host (RFC 9112 3.2.2). */
function placeOf(target: string, host: string): { path: string; host: string } {
  if (target.startsWith('/')) return { path: target, host }
  const [, authority, path = '/'] = absoluteTarget.exec(target) ?? refuse(400, 'the target must be a path')
  return { path, host: authority! }
}

function bodyOf(headers: Readonly<Record<string, string | string[]>>): number | 'chunked' {
  const coding = headers['transfer-encoding']
  const length = headers['content-length']
  if (coding !== undefined) {
    // Both together is how requests are smuggled (RFC 9112 section 6.1).
    if (length !== undefined) refuse(400, 'Content-Length and Transfer-Encoding exclude each other')
    if (String(coding).toLowerCase() !== 'chunked') refuse(501, 'only the chunked transfer coding is known')
    return 'chunked'
  }
  if (length === undefined) return 0
  if (typeof length !== 'string' || !/^\d{1,15}$/.test(length)) refuse(400, 'Content-Length must be one number')
  return Number(length)
}

function refuse(status: number, message: string): never {
  throw new RequestRefused(status, message)
}
