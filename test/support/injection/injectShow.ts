import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveFolder } from '../../../src/runtime/index.ts'
import type { OutletFigures } from './injected.ts'

const token = '0'.repeat(32)
const page = '<!doctype html><title>a page</title>'
/** What the object of all objects has is the name of no type. */
const endings = ['html', 'json', 'png', 'txt', 'constructor', '__proto__', 'toString']
const mostFiles = 300

const pagePolicy = "frame-ancestors 'none'"
const types: Readonly<Record<string, readonly [type: string, policy: string]>> = {
  html: ['text/html; charset=utf-8', pagePolicy],
  json: ['application/json', `default-src 'none'; sandbox; ${pagePolicy}`],
  png: ['image/png', `default-src 'none'; sandbox; ${pagePolicy}`],
}
const plain = ['text/plain; charset=utf-8', `default-src 'none'; sandbox; ${pagePolicy}`] as const

interface Wanted {
  readonly path: string
  readonly host?: string
  readonly status: number
  readonly ending: string
  readonly body: string
}

/**
 * Asks the server of `brownout show` for every string: as a path, as a path that no browser would send, as a name of the server, and
 * for files that are called so. Each answer has to be one of a few, to the last header; Node's client parses it strictly.
 */
export async function injectShow(strings: readonly string[]): Promise<OutletFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-hostile-'))
  writeFileSync(join(folder, 'report.html'), page)
  const files = strings.slice(0, mostFiles).flatMap((text, index) => fileOf(text, index, folder))
  const server = await serveFolder(folder, { port: 0, token, first: 'report.html' })
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  let [escapes, bytes] = [0, 0]
  let firstEscape: string | null = null
  const wanted = [...files, ...strings.map(wantedOf)]
  const ask = async (one: Wanted) => {
    const problem = await problemOf(server.url, one, agent, (length) => (bytes += length))
    if (problem === null) return
    escapes += 1
    firstEscape ??= problem
  }
  try {
    // A few at a time, so that memory stays what it is.
    for (let at = 0; at < wanted.length; at += 64) await Promise.all(wanted.slice(at, at + 64).map(ask))
  } finally {
    agent.destroy()
    await server.close()
    rmSync(folder, { recursive: true })
  }
  return { outlet: 'show', documents: wanted.length, megabytes: bytes / 1e6, escapes, firstEscape }
}

/** A file that is called by a hostile name, and holds it. */
function fileOf(text: string, index: number, folder: string): Wanted[] {
  const ending = endings[index % endings.length]!
  const name = `${text.replaceAll(/[/\0]/g, '').slice(0, 40).toWellFormed()}${index}.${ending}`
  writeFileSync(join(folder, name), text)
  return [{ path: encodeURIComponent(name), status: 200, ending, body: Buffer.from(text).toString() }]
}

function wantedOf(text: string, index: number): Wanted {
  if (index % 3 === 0) return { path: encodeURIComponent(`${text.toWellFormed()}/`), ...refused(404) }
  // Beyond ASCII the parser itself refuses.
  if (index % 3 === 1) return { path: `x/${text.replaceAll(/[^\u0021-\u007e]/g, '')}`, ...refused(404) }
  const host = text.replaceAll(/[^\t\u0020-\u007e\u0080-\u00ff]/g, '').trim() || 'evil.example'
  return { path: 'report.html', host, ...refused(421) }
}

const refused = (status: number) => ({ status, ending: '', body: `${status}\n` })

function problemOf(url: string, one: Wanted, agent: Agent, onBytes: (length: number) => void): Promise<string | null> {
  const { path, host, status, ending, body } = one
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const headers = host === undefined ? {} : { host }
    const asking = request({ hostname, port, path: `/${token}/${path}`, agent, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.once('error', (error) => resolve(error.message))
      answer.once('end', () => {
        const found = Buffer.concat(parts)
        onBytes(found.length + answer.rawHeaders.join('').length)
        const isWanted = answer.statusCode === status && found.toString() === body
        const said = `${answer.statusCode} ${JSON.stringify(found.toString().slice(0, 60))} for ${JSON.stringify(one)}`
        resolve(isWanted ? wrongHeader(answer.headers, Object.hasOwn(types, ending) ? types[ending]! : plain) : said)
      })
    })
    asking.once('error', (error) => resolve(`${error.message} for ${JSON.stringify(one)}`)).end()
  })
}

/** All headers that there may be, and their values. */
function wrongHeader(headers: IncomingHttpHeaders, [type, policy]: readonly [string, string]): string | null {
  const allowed: Readonly<Record<string, RegExp>> = {
    date: /^[A-Z][a-z]{2}, [\w :]+ GMT$/,
    connection: /^keep-alive$/,
    'keep-alive': /^timeout=\d+$/,
    'content-length': /^\d+$/,
    'transfer-encoding': /^chunked$/,
    'cache-control': /^no-store$/,
    'referrer-policy': /^no-referrer$/,
    'x-content-type-options': /^nosniff$/,
    'cross-origin-resource-policy': /^same-origin$/,
  }
  for (const [name, value] of Object.entries(headers)) {
    const isRight =
      name === 'content-type'
        ? value === type
        : name === 'content-security-policy'
          ? value === policy
          : allowed[name]?.test(String(value)) === true
    if (!isRight) return `${name}: ${String(value)}`
  }
  const missing = ['content-type', 'content-security-policy', 'x-content-type-options', 'cache-control'].find(
    (name) => headers[name] === undefined,
  )
  return missing === undefined ? null : `no ${missing}`
}
