import { createHash, timingSafeEqual } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

/** Shows the files of one folder to whoever knows the address, on this machine. */
export interface FolderServer {
  /** With the token; ends in `/`. */
  readonly url: string
  close(): Promise<void>
}

const page = 'text/html; charset=utf-8'
const types: ReadonlyMap<string, string> = new Map([
  ['html', page],
  ['json', 'application/json'],
  ['png', 'image/png'],
  ['xml', 'text/xml; charset=utf-8'],
])
const plain = 'text/plain; charset=utf-8'

/** No header lets another origin read an answer, and none is kept, framed, guessed at, or told to where a link leads. */
const always = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const
/** A page has a stricter policy of its own; all else that a browser might show does nothing at all. */
const policyOf = (type: string) =>
  type === page ? "frame-ancestors 'none'" : "default-src 'none'; sandbox; frame-ancestors 'none'"

/** `port` 0 takes any free one; `first` is what the folder itself shows. Rejects where the port is taken. */
export function serveFolder(
  folder: string,
  { port, token, first }: { readonly port: number; readonly token: string; readonly first: string },
): Promise<FolderServer> {
  const server = createServer((request, response) => answer(request, response))
  const hosts = () => {
    const { port: own } = server.address() as AddressInfo
    return [`127.0.0.1:${own}`, `localhost:${own}`]
  }
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port }, () => resolve({ url: `http://${hosts()[0]}/${token}/`, close }))
  })

  function close(): Promise<void> {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }

  /** A page elsewhere that gives its own name this address (DNS rebinding) is known by its Host. */
  function answer({ method = '', url = '', headers }: IncomingMessage, response: ServerResponse): void {
    if (!hosts().includes((headers.host ?? '').toLowerCase())) return refuse(response, 421)
    if (method !== 'GET' && method !== 'HEAD') return refuse(response, 405)
    const [, given = '', name, ...rest] = url.replace(/[?#].*$/s, '').split('/')
    if (!isSame(given, token) || name === undefined || rest.length > 0) return refuse(response, 404)
    const found = fileIn(folder, name === '' ? first : name)
    if (found === undefined) return refuse(response, 404)
    const { type, content } = found
    response.writeHead(200, { ...always, 'content-type': type, 'content-security-policy': policyOf(type) })
    response.end(method === 'HEAD' ? undefined : content)
  }
}

/** Only what the folder itself lists, and is a file and no link: a path is never made of what was asked. */
function fileIn(folder: string, asked: string): { readonly type: string; readonly content: Buffer } | undefined {
  try {
    const name = readdirSync(folder).find((one) => encodeURIComponent(one) === asked || one === asked)
    if (name === undefined || !lstatSync(join(folder, name)).isFile()) return undefined
    return { type: types.get(name.split('.').at(-1)!) ?? plain, content: readFileSync(join(folder, name)) }
  } catch {
    // Gone meanwhile, not to be read, or called what is no text: one file less, and no end of the server.
    return undefined
  }
}

function refuse(response: ServerResponse, status: 404 | 405 | 421): void {
  response.writeHead(status, { ...always, 'content-type': plain, 'content-security-policy': policyOf(plain) })
  response.end(`${status}\n`)
}

/** In a time that does not tell how much of it was right. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}
