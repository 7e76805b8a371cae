import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { rawConnect, rawConnectTls } from '../../../test/support/rawClient.ts'
import { chatRequest, startWire } from '../../../test/support/wire.ts'
import { always, catalogue, during, first, type Rule } from '../../faults/index.ts'
import { holdPort } from './heldPort.ts'
import { systemNetwork, type WireNetwork } from './wireNetwork.ts'
import { HostNotAllowed, PortInUse, WireRefused } from './index.ts'

const healthy = { models: { m: [] } }
const refused = catalogue.connectionRefused({})
const withRules = (...rules: Rule[]) => ({ models: { m: [] }, origins: { gateway: { serves: ['m'], rules } } })
const silent = { models: { m: [always(catalogue.noHeaders({}))] } }

function knock(url: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) })
    socket.once('connect', () => resolve('open'))
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(String(code)))
    socket.once('connect', () => socket.destroy())
  })
}

describe('a refused port', () => {
  test('always: nothing listens, nobody sees anything', async () => {
    const run = await startWire(withRules(always(refused)))
    expect(await knock(run.url())).toBe('ECONNREFUSED')
    expect(run.history.events).toEqual([])
  })

  const table = '/proc/net/tcp'
  if (!existsSync(table)) console.warn(`skipped: there is no ${table} here to show who holds a port`)

  test.skipIf(!existsSync(table))('its port stays taken, so that the kernel gives it to nobody else', async () => {
    const run = await startWire(withRules(always(refused)))
    const port = Number(new URL(run.url()).port).toString(16).toUpperCase().padStart(4, '0')
    // Its own address, any other, state 01: established.
    const held = new RegExp(`: 0100007F:${port} 0100007F:[0-9A-F]{4} 01 `)
    expect(readFileSync(table, 'latin1')).toMatch(held)
    await run.upstream.close()
    expect(readFileSync(table, 'latin1')).not.toMatch(held)
  })

  test('whoever is given it in the instant before it is held: another one is taken, where any will do', async () => {
    const tried: number[] = []
    const network: WireNetwork = {
      ...systemNetwork,
      holdPort: (host, port) => {
        tried.push(port)
        return tried.length < 3 ? Promise.reject(new PortInUse(port, new Error('taken'))) : holdPort(host, port)
      },
    }
    const run = await startWire(withRules(always(refused)), { network })
    expect(await knock(run.url())).toBe('ECONNREFUSED')
    expect(new Set(tried).size).toBe(3)
    expect(Number(new URL(run.url()).port)).toBe(tried[2])
    const takenAlways = {
      ...network,
      holdPort: (_host: string, port: number) => Promise.reject(new PortInUse(port, new Error('taken'))),
    }
    await expect(startWire(withRules(always(refused)), { network: takenAlways })).rejects.toThrow(PortInUse)
  })

  test('during: closed and open again on the same port; connections that are there stay', async () => {
    const run = await startWire(withRules(during(150, 300, refused)))
    const early = await rawConnect(run.url())
    await vi.waitFor(async () => expect(await knock(run.url())).toBe('ECONNREFUSED'), { interval: 5 })
    expect(run.clock.now()).toBeGreaterThanOrEqual(150)
    early.send(chatRequest(run.url()))
    await early.untilReceived(100)
    await vi.waitFor(async () => expect(await knock(run.url())).toBe('open'), { interval: 5 })
    expect(run.clock.now()).toBeGreaterThanOrEqual(300)
    early.socket.destroy()
  })

  test('from the very start, then open', async () => {
    const run = await startWire(withRules(during(0, 100, refused)))
    expect(await knock(run.url())).toBe('ECONNREFUSED')
    await vi.waitFor(async () => expect(await knock(run.url())).toBe('open'), { interval: 5 })
    expect(run.clock.now()).toBeGreaterThanOrEqual(100)
  })
})

describe('one connection', () => {
  test('two requests in one packet are answered one after the other', async () => {
    const run = await startWire({ models: { m: [first(1, catalogue.latency({ delayMs: 20 }))] } })
    const client = await rawConnect(run.url())
    client.send(chatRequest(run.url()) + chatRequest(run.url()))
    await vi.waitFor(() => expect(client.received().match(/HTTP\/1\.1 200/g)).toHaveLength(2))
    expect(client.received()).toMatch(/try 1\][^]*try 2\]/)
    const types = run.history.events.map(({ type }) => type).filter((type) => type.startsWith('exchange'))
    expect(types).toEqual(['exchange-started', 'exchange-ended', 'exchange-started', 'exchange-ended'])
    client.socket.destroy()
  })

  test('two thousand requests in one packet are answered without nesting', async () => {
    const run = await startWire(healthy)
    const client = await rawConnect(run.url())
    client.send(`GET /v1/models HTTP/1.1\r\nhost: ${new URL(run.url()).host}\r\n\r\n`.repeat(2000))
    await vi.waitFor(() => expect(client.received().split('HTTP/1.1 200 OK')).toHaveLength(2001), { timeout: 4000 })
    client.socket.destroy()
  })

  test('a client that sends megabytes ahead is left waiting, then read on', async () => {
    const run = await startWire({ models: { m: [first(1, catalogue.latency({ delayMs: 50 }))] } })
    const client = await rawConnect(run.url())
    const { host } = new URL(run.url())
    const large = 4 * 1024 * 1024
    const head = `POST /v1/nothing HTTP/1.1\r\nhost: ${host}\r\ncontent-length: ${large}\r\nconnection: close\r\n\r\n`
    client.send(chatRequest(run.url()) + head + 'x'.repeat(large))
    expect(await client.ending).toBe('fin')
    expect(client.received()).toMatch(/^HTTP\/1\.1 200 OK[^]*HTTP\/1\.1 404 Not Found/)
  })

  test('connection: close is answered with the same and a FIN', async () => {
    const run = await startWire(healthy)
    const client = await rawConnect(run.url())
    client.send(chatRequest(run.url()).replace('content-type', 'connection: close\r\ncontent-type'))
    expect(await client.ending).toBe('fin')
    expect(client.received()).toMatch(/^HTTP\/1\.1 200 OK\r\n(.+\r\n)*connection: close\r\n/)
  })

  test('a client that leaves while it waits is seen leaving', async () => {
    const run = await startWire(silent)
    const client = await rawConnect(run.url())
    client.send(chatRequest(run.url()))
    await vi.waitFor(() => expect(run.history.events.at(-1)?.type).toBe('exchange-started'))
    client.socket.destroy()
    await vi.waitFor(() => expect(run.history.events.at(-1)).toMatchObject({ how: 'client-left' }))
    await vi.waitFor(() => expect(run.upstream.openSockets()).toBe(0))
  })

  test('who asks first whether to send its body is told to go on', async () => {
    const run = await startWire(healthy)
    const client = await rawConnect(run.url())
    const [head, body] = chatRequest(run.url()).split('\r\n\r\n') as [string, string]
    client.send(`${head}\r\nexpect: 100-continue\r\n\r\n`)
    await client.untilReceived(1)
    expect(client.received()).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    client.send(body)
    await client.untilReceived(100)
    expect(client.received()).toContain('\r\n\r\nHTTP/1.1 200 OK\r\n')
    client.socket.destroy()
  })

  test('HEAD gets headers alone', async () => {
    const run = await startWire(healthy)
    const client = await rawConnect(run.url())
    const { host } = new URL(run.url())
    client.send(`HEAD /nothing HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`)
    expect(await client.ending).toBe('fin')
    expect(client.received()).toMatch(/^HTTP\/1\.1 404 Not Found\r\n[^{]+\r\n\r\n$/)
  })
})

describe('what is not served', () => {
  test.each([
    ['another name', (text: string) => text.replace(/host: .*/, 'host: evil.test'), 421],
    ['our name without the port', (text: string) => text.replace(/host: .*/, 'host: localhost'), 421],
    ['garbage', () => '\x16\x03\x01', 400],
    ['a body beyond all measure', (text: string) => text.replace(/length: \d+/, 'length: 99999999'), 413],
    ['headers beyond all measure', (text: string) => text.replace('host', `a: ${'a'.repeat(20_000)}\r\nhost`), 431],
  ])('%s', async (_what, bend, status) => {
    const run = await startWire(healthy)
    const client = await rawConnect(run.url())
    client.send(bend(chatRequest(run.url())))
    expect(await client.ending).toBe('fin')
    expect(client.received()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [A-Z]`))
    expect(client.received()).not.toMatch(/access-control/i)
    expect(run.history.events.map(({ type }) => type)).toEqual(['connection-opened'])
  })

  test('a page of another origin learns nothing: a preflight is answered without any CORS header', async () => {
    const run = await startWire(healthy)
    const client = await rawConnect(run.url())
    const { host } = new URL(run.url())
    client.send(`OPTIONS /v1/chat/completions HTTP/1.1\r\nhost: ${host}\r\norigin: http://evil.test\r\n\r\n`)
    await client.untilReceived(100)
    expect(client.received()).toMatch(/^HTTP\/1\.1 405 /)
    expect(client.received()).not.toMatch(/access-control/i)
    client.socket.destroy()
  })

  test.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])('yet %s with our port is us', async (name) => {
    const run = await startWire(healthy)
    const client = await rawConnect(run.url())
    client.send(chatRequest(run.url()).replace(/host: [^:]*/, `host: ${name}`))
    await client.untilReceived(100)
    expect(client.received()).toMatch(/^HTTP\/1\.1 200 OK/)
    client.socket.destroy()
  })
})

describe('starting and ending', () => {
  test('each origin has its own port; a chosen one is kept to', async () => {
    const script = { models: { a: [], b: [] }, origins: { one: { serves: ['a'] }, two: { serves: ['b'], tls: true } } }
    const before = await startWire(script)
    expect(before.url('one')).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(before.url('two')).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    expect(before.upstream.certificateAuthority).toContain('BEGIN CERTIFICATE')
    const port = Number(new URL(before.url('one')).port)
    await before.upstream.close()
    const again = await startWire(script, { ports: new Map([['one', port]]) })
    expect(again.url('one')).toBe(before.url('one'))
  })

  test('a port in use is a typed error with the port, and the other ports are free again', async () => {
    const taken = await startWire(healthy)
    const port = Number(new URL(taken.url()).port)
    const script = { models: { a: [], b: [] }, origins: { one: { serves: ['a'] }, two: { serves: ['b'] } } }
    const failure = startWire(script, { ports: new Map([['two', port]]) })
    await expect(failure).rejects.toThrow(PortInUse)
    await expect(failure).rejects.toMatchObject({ port })
  })

  test('a host beyond this machine is refused; ::1 is this machine', async () => {
    await expect(startWire(healthy, { host: '0.0.0.0' })).rejects.toThrow(HostNotAllowed)
    const run = await startWire(healthy, { host: '::1' }).catch((error: NodeJS.ErrnoException) => error)
    if (run instanceof Error) expect(run.code, 'no IPv6 on this machine').toBe('EADDRNOTAVAIL')
    else expect(run.url()).toMatch(/^http:\/\/\[::1\]:\d+$/)
  })

  test('what the wire cannot play is not begun', async () => {
    await expect(startWire(withRules(first(1, refused)))).rejects.toThrow(WireRefused)
  })

  test('close takes back a reset that is still to come', async () => {
    const run = await startWire({ models: { m: [always(catalogue.resetPeer({ afterBytes: 5 }))] } })
    const client = await rawConnect(run.url())
    client.send(chatRequest(run.url()))
    await new Promise((resolve) => client.socket.once('data', resolve))
    await run.upstream.close()
    expect(run.clock.pending()).toBe(0)
    client.socket.destroy()
  })

  test('close takes everything down: waiting exchanges, idle and TLS connections, timers, ports', async () => {
    const script = {
      models: {
        m: [always(catalogue.latency({ delayMs: 60_000 }))],
        n: [always(catalogue.latency({ delayMs: 60_000 }))],
      },
      origins: {
        gateway: { serves: ['m'], rules: [during(50_000, 60_000, refused)] },
        two: { serves: ['n'], tls: true },
      },
    }
    const run = await startWire(script)
    const [waiting, idle, secured] = await Promise.all([
      rawConnect(run.url()),
      rawConnect(run.url()),
      rawConnectTls(run.url('two')),
    ])
    waiting.send(chatRequest(run.url()))
    secured.send(chatRequest(run.url('two')).replace('"m"', '"n"'))
    // Two answers under way, two instants of the script to come.
    await vi.waitFor(() => expect(run.clock.pending()).toBe(4))
    await vi.waitFor(() => expect(run.upstream.openSockets()).toBe(3))
    await run.upstream.close()
    expect(run.upstream.openSockets()).toBe(0)
    expect(run.clock.pending()).toBe(0)
    expect(await Promise.all([waiting.ending, idle.ending, secured.ending])).toEqual(['fin', 'fin', 'fin'])
    expect(await knock(run.url())).toBe('ECONNREFUSED')
    expect(process.getActiveResourcesInfo().filter((name) => name.startsWith('TCPServer'))).toEqual([])
  })
})
