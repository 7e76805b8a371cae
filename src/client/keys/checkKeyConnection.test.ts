import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { checkKey } from './checkKey.ts'

const given = { baseURL: 'http://gateway.test/v1', apiKey: 'sk-live-Zt8QpW3nX5' }

afterEach(() => vi.unstubAllEnvs())

/** What a proxy is asked that answers every way by itself. */
async function throughProxy(check: (url: string) => Promise<unknown>): Promise<string[]> {
  const asked: string[] = []
  const note = ({ method, url }: IncomingMessage) => asked.push(`${method} ${url}`)
  const proxy = createServer((request, response) => {
    note(request)
    response.writeHead(503).end()
  })
  proxy.on('connect', (request, socket) => {
    note(request)
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  await check(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)
  proxy.closeAllConnections()
  proxy.close()
  return asked
}

test('a key is checked through the proxy of the environment', async () => {
  const asked = await throughProxy((url) => {
    vi.stubEnv('HTTP_PROXY', url)
    vi.stubEnv('http_proxy', url)
    vi.stubEnv('NO_PROXY', '')
    vi.stubEnv('no_proxy', '')
    return checkKey(given)
  })
  expect(asked.join()).toContain('gateway.test')
})

test('or through the one that the options name', async () => {
  const asked = await throughProxy((proxy) => checkKey({ ...given, connection: { proxy } }))
  expect(asked.join()).toContain('gateway.test')
})

test.each([
  [{ connection: { proxi: 'none' } }, /connection has "proxi".*Did you mean "proxy"/],
  [{ connection: { proxy: 'ftp://x' } }, /^connection: /],
  [{ timeout: 5 }, /checkKey has "timeout".*Did you mean "timeoutMs"/],
])('%j is refused', async (options, message) => {
  await expect(checkKey({ ...given, ...(options as object) })).rejects.toThrow(message)
})
