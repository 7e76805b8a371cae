import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import { ask, serveHere } from '../support/serve.ts'

/** Where it can be told something, and what for. */
const control: readonly (readonly [method: string, path: string, body?: string])[] = [
  ['GET', '/state'],
  ['GET', '/history'],
  ['PUT', '/scenario', '{"name":"always-503"}'],
  ['PUT', '/script', '{"models":{"m":[]}}'],
  ['POST', '/reset'],
  ['GET', '/nothing'],
  ['DELETE', '/state'],
]

/** What a web page's request carries; a page can leave none of it out. */
const fromPages: Readonly<Record<string, Record<string, string>>> = {
  'another site': { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
  'another site, no-cors': { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  'another port of this machine': { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site' },
  'a sandboxed frame': { origin: 'null', 'sec-fetch-site': 'cross-site' },
  'a browser that says nothing but Origin': { origin: 'http://localhost:3000' },
}

const refusedToken = async (response: Response) => [response.status, response.headers.get('www-authenticate')]
const allows = (response: Response) => [...response.headers.keys()].filter((name) => name.startsWith('access-control'))

describe('the control API', () => {
  const wrong: Readonly<Record<string, (token: string) => Record<string, string>>> = {
    none: () => ({}),
    'an empty one': () => ({ authorization: '' }),
    'another one': (token) => ({ authorization: `Bearer ${'0'.repeat(token.length)}` }),
    'half of it': (token) => ({ authorization: `Bearer ${token.slice(0, 16)}` }),
    'more than it': (token) => ({ authorization: `Bearer ${token}0` }),
    'in capitals': (token) => ({ authorization: `Bearer ${token.toUpperCase()}x` }),
    'by another scheme': (token) => ({ authorization: `Basic ${Buffer.from(`:${token}`).toString('base64')}` }),
    bare: (token) => ({ authorization: token }),
    'two at once': (token) => ({ authorization: `Bearer ${token}, Bearer x` }),
    'as a cookie': (token) => ({ cookie: `token=${token}` }),
    'the key of the models': () => ({ authorization: 'Bearer test' }),
  }

  test.each(Object.entries(wrong))('token: %s', async (_story, headersOf) => {
    const { place, started, baseUrl } = await serveHere()
    for (const [method, path, body] of control) {
      const headers = headersOf(started.token)
      const response = await fetch(`${place}/__brownout${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      })
      expect(await refusedToken(response), `${method} ${path}`).toEqual([401, 'Bearer'])
      expect(allows(response)).toEqual([])
    }
    expect((await ask(baseUrl)).status).toBe(200)
  })

  test('the token in the query is none', async () => {
    const { place, started } = await serveHere()
    expect((await fetch(`${place}/__brownout/state?token=${started.token}`)).status).toBe(401)
  })

  test.each(Object.entries(fromPages))('from %s: refused, though it has the token', async (_story, headers) => {
    const { place, started, baseUrl } = await serveHere()
    for (const [method, path, body] of control) {
      const all = { ...headers, authorization: `Bearer ${started.token}` }
      const response = await fetch(`${place}/__brownout${path}`, {
        method,
        headers: all,
        ...(body === undefined ? {} : { body }),
      })
      expect([response.status, ...allows(response)], `${method} ${path}`).toEqual([403])
    }
    expect((await ask(baseUrl)).status).toBe(200)
  })

  test('not even the page that it would be itself', async () => {
    const { place, started } = await serveHere()
    const headers = { authorization: `Bearer ${started.token}`, origin: place, 'sec-fetch-site': 'same-origin' }
    expect((await fetch(`${place}/__brownout/state`, { headers })).status).toBe(403)
  })

  test('other spellings of the path lead nowhere', async () => {
    const { place } = await serveHere()
    for (const path of [
      '/%5f_brownout/state',
      '//__brownout/state',
      '/v1/../__brownout/state',
      '/__BROWNOUT/state',
      '/__brownoutx',
    ]) {
      const response = await fetch(place + path)
      expect([path, response.status < 400, (await response.text()).includes('brownout/serve')]).toEqual([
        path,
        false,
        false,
      ])
    }
  })
})

describe('the models', () => {
  test.each(Object.entries(fromPages))(
    'from %s: refused, and no step of the script is spent',
    async (_story, headers) => {
      const { baseUrl, documents, stop } = await serveHere()
      const response = await ask(baseUrl, { headers })
      expect([response.status, ...allows(response)]).toEqual([403])
      await stop()
      expect(documents().filter(({ type }) => type === 'exchange')).toEqual([])
    },
  )

  test('a preflight is promised nothing', async () => {
    const { baseUrl, place } = await serveHere()
    const headers = {
      origin: 'https://evil.test',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
      'access-control-request-private-network': 'true',
    }
    for (const url of [`${baseUrl}/chat/completions`, `${place}/__brownout/script`]) {
      const response = await fetch(url, { method: 'OPTIONS', headers })
      expect([response.status, ...allows(response)]).toEqual([403])
    }
  })

  test("a development server's proxy may hand on what its own page asks", async () => {
    const { baseUrl } = await serveHere()
    const headers = { origin: 'http://localhost:5173', 'sec-fetch-site': 'same-origin' }
    expect((await ask(baseUrl, { headers })).status).toBe(200)
  })
})

describe('open to other machines', () => {
  test('every request needs the token; with it, all is as ever', async () => {
    const { started, place } = await serveHere(['--host', '0.0.0.0', '--token'])
    const { port } = new URL(place)
    const baseUrl = `http://127.0.0.1:${port}/v1`
    for (const path of ['/v1/models', '/v1/chat/completions', '/', '/__brownout/state']) {
      expect((await fetch(`http://127.0.0.1:${port}${path}`)).status, path).toBe(401)
    }
    expect((await ask(baseUrl)).status).toBe(401)
    expect((await ask(baseUrl, { headers: { authorization: `Bearer ${started.token}` } })).status).toBe(200)
  })

  const outside = Object.values(networkInterfaces())
    .flatMap((found = []) => found)
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address
  if (outside === undefined) console.warn('skipped: this machine has no address but loopback')

  test.skipIf(outside === undefined)('by its own address; a name that only leads there is refused', async () => {
    const { started, place } = await serveHere(['--host', '0.0.0.0', '--token'])
    const { port } = new URL(place)
    const headers = { authorization: `Bearer ${started.token}` }
    expect((await fetch(`http://${outside}:${port}/v1/models`, { headers })).status).toBe(200)
    const answer = await new Promise<string>((resolve) => {
      let read = ''
      const socket = connect(Number(port), outside!)
      socket.on('data', (bytes: Buffer) => (read += bytes.toString()))
      socket.on('close', () => resolve(read))
      socket.write(
        `GET /v1/models HTTP/1.1\r\nhost: rebind.test:${port}\r\nauthorization: Bearer ${started.token}\r\nconnection: close\r\n\r\n`,
      )
    })
    expect(answer).toMatch(/^HTTP\/1\.1 421 /)
  })

  test.skipIf(outside === undefined)('unless told, nothing listens there', async () => {
    const { place } = await serveHere()
    await expect(fetch(`http://${outside}:${new URL(place).port}/v1/models`)).rejects.toThrow()
  })
})

describe('the token', () => {
  test('is another one each time, or the one of BROWNOUT_TOKEN', async () => {
    const [one, other] = [(await serveHere()).started.token, (await serveHere()).started.token]
    expect(one).toMatch(/^[\da-f]{32}$/)
    expect(other).not.toBe(one)
    const own = await serveHere([], { env: { BROWNOUT_TOKEN: 'my-own-token-0123' } })
    expect((await own.control('GET', '/state')).status).toBe(200)
    await expect(serveHere([], { env: { BROWNOUT_TOKEN: 'short' } })).rejects.toThrow('A token has 16 to 200 letters')
  })

  test('stands in no log, no state and no history', async () => {
    const { baseUrl, started, control: tell, stop } = await serveHere(['--token', '--judge'])
    await ask(baseUrl, { headers: { authorization: `Bearer ${started.token}` }, content: 'hi' })
    const read = [await tell('GET', '/state'), await tell('GET', '/history')].map(({ text }) => text).join('')
    expect(read).toContain('"credential":"token"')
    const { out, err } = await stop()
    const afterStart = out.split('\n').slice(1).join('\n')
    expect(afterStart).toContain('"type":"exchange"')
    expect((read + afterStart + err).includes(started.token)).toBe(false)
  })
})
