import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveFolder, type FolderServer } from './folderServer.ts'

const token = 'f'.repeat(32)
let outside = ''
let server: FolderServer

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'brownout-show-'))
  const folder = join(outside, 'run')
  mkdirSync(join(folder, 'sub'), { recursive: true })
  writeFileSync(join(outside, 'secret.txt'), 'secret')
  writeFileSync(join(folder, 'sub', 'inner.txt'), 'secret')
  writeFileSync(join(folder, 'report.html'), '<!doctype html>page')
  writeFileSync(join(folder, 'report.json'), '{}')
  writeFileSync(join(folder, 'history.ndjson'), 'line\n')
  writeFileSync(join(folder, 'a b.txt'), 'spaced')
  symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'))
  server = await serveFolder(folder, { port: 0, token, first: 'report.html' })
})
afterAll(async () => {
  await server.close()
  rmSync(outside, { recursive: true })
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** `path` goes out as it stands. */
function ask(
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
) {
  const { hostname, port } = new URL(server.url)
  return new Promise<Answer>((resolve, reject) => {
    const asking = request({ hostname, port, path, method, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (part: string) => (body += part))
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }))
    })
    asking.once('error', reject).end()
  })
}

describe('with the token', () => {
  test('the folder shows its page, and each of its files with its type', async () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/f{32}\/$/)
    expect(await ask(`/${token}/`)).toMatchObject({ status: 200, body: '<!doctype html>page' })
    const typeOf = async (name: string) => (await ask(`/${token}/${name}`)).headers['content-type']
    expect(await typeOf('report.html')).toBe('text/html; charset=utf-8')
    expect(await typeOf('report.json')).toBe('application/json')
    expect(await typeOf('history.ndjson')).toBe('text/plain; charset=utf-8')
    expect((await ask(`/${token}/a%20b.txt`)).body).toBe('spaced')
    expect(await ask(`/${token}/report.html`, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
  })

  test('no answer may be read by another origin, kept, framed, or taken for what it is not', async () => {
    for (const path of [`/${token}/`, `/${token}/report.json`, '/elsewhere']) {
      const { headers } = await ask(path, { headers: { origin: 'http://evil.example' } })
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    }
  })

  test.each([
    '../secret.txt',
    '..%2fsecret.txt',
    '%2e%2e/secret.txt',
    '%2e%2e%2fsecret.txt',
    '..\\secret.txt',
    'sub/inner.txt',
    'sub%2finner.txt',
    'sub',
    'link.txt',
    '.',
    '..',
    '%00',
    'report.html%00.txt',
    '/report.html',
    '%',
    'nothing.txt',
  ])('%s is not there', async (name) => {
    expect(await ask(`/${token}/${name}`)).toMatchObject({ status: 404, body: '404\n' })
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is not allowed', async (method) => {
    expect((await ask(`/${token}/`, { method })).status).toBe(405)
  })
})

test.each([
  '/',
  '/report.html',
  `/${token.slice(1)}/report.html`,
  `/${token}x/report.html`,
  `/${token}`,
  '//report.html',
])('without the token there is nothing: %s', async (path) => expect((await ask(path)).status).toBe(404))

test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example', ''])(
  'whoever calls it by another name is misdirected: %s',
  async (host) => {
    const { hostname, port } = new URL(server.url)
    const head = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(`GET /${token}/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
      )
      socket.once('data', (data) => {
        resolve(data.toString('latin1').split('\r\n')[0]!)
        socket.destroy()
      })
    })
    expect(head).toBe('HTTP/1.1 421 Misdirected Request')
  },
)

test('localhost is this machine, too', async () => {
  const { port } = new URL(server.url)
  expect((await ask(`/${token}/`, { headers: { host: `LocalHost:${port}` } })).status).toBe(200)
})

describe('what is odd in the folder takes the server down no more than what is odd in a request', () => {
  test.each([
    ['a.constructor', 200],
    ['a.__proto__', 200],
  ])('%s is plain text, as every ending is that is not known', async (name, status) => {
    writeFileSync(join(outside, 'run', name), 'odd')
    const { headers, ...answer } = await ask(`/${token}/${name}`)
    expect(answer).toEqual({ status, body: 'odd' })
    expect(headers['content-type']).toBe('text/plain; charset=utf-8')
  })

  test.skipIf(process.platform !== 'linux')('a name that is no text is not there', async () => {
    writeFileSync(Buffer.concat([Buffer.from(join(outside, 'run/')), Buffer.from([0xff])]), 'odd')
    expect((await ask(`/${token}/%EF%BF%BD`)).status).toBe(404)
    expect((await ask(`/${token}/`)).status).toBe(200)
  })

  test('nor is anything once the folder is gone', async () => {
    const folder = join(outside, 'gone')
    mkdirSync(folder)
    const other = await serveFolder(folder, { port: 0, token, first: 'report.html' })
    rmSync(folder, { recursive: true })
    const { port } = new URL(other.url)
    const status = await new Promise((resolve, reject) =>
      request({ port, path: `/${token}/` }, (response) => resolve(response.resume().statusCode))
        .once('error', reject)
        .end(),
    )
    await other.close()
    expect(status).toBe(404)
  })
})
