import { connect } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { rawConnect, rawConnectTls } from '../../../test/support/rawClient.ts'
import { chatRequest, startWire } from '../../../test/support/wire.ts'
import { always, catalogue, first, type Rule, type Script } from '../../faults/index.ts'
import { WireRefused } from './index.ts'

const busy = catalogue.status({ status: 503 })
const healthy: Script = { models: { m: [] } }
const failing = (...rules: Rule[]): Script => ({ models: { m: rules } })
const twoPlaces: Script = { models: { m: [], n: [] }, origins: { near: { serves: ['m'] }, far: { serves: ['n'] } } }

function knock(url: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) })
    socket.once('connect', () => resolve('open'))
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(String(code)))
    socket.once('connect', () => socket.destroy())
  })
}

/** A connection that is kept, and the status of what is asked on it. */
async function asking(url: string) {
  const client = await rawConnect(url)
  let read = 0
  return {
    socket: client.socket,
    status: async () => {
      client.send(chatRequest(url))
      await vi.waitFor(() => expect(client.received().slice(read)).toMatch(/\}$/), { interval: 2 })
      const status = /HTTP\/1\.1 (\d+)/.exec(client.received().slice(read))?.[1]
      read = client.received().length
      return Number(status)
    },
  }
}

describe('another script on the same ports', () => {
  test('a connection stays, and meets the new script from its start', async () => {
    const run = await startWire(healthy)
    const { socket, status } = await asking(run.url())
    expect(await status()).toBe(200)
    await run.upstream.play(failing(first(1, busy)))
    expect([await status(), await status()]).toEqual([503, 200])
    await run.upstream.play(failing(first(1, busy)))
    expect([await status(), await status()]).toEqual([503, 200])
    socket.destroy()
    const numbers = run.history.events.flatMap((event) => (event.type === 'exchange-started' ? [event.exchange] : []))
    expect(numbers).toEqual([0, 1, 2, 3, 4])
  })

  test('more origins: the next ports; fewer: the last ones are closed', async () => {
    const run = await startWire(healthy)
    const [gateway] = run.upstream.origins.values()
    await run.upstream.play(twoPlaces)
    expect([...run.upstream.origins.keys()]).toEqual(['near', 'far'])
    expect(run.url('near')).toBe(gateway)
    const far = run.url('far')
    expect(await knock(far)).toBe('open')
    await run.upstream.play(healthy)
    expect([...run.upstream.origins]).toEqual([['gateway', gateway]])
    expect([await knock(far), await knock(gateway!)]).toEqual(['ECONNREFUSED', 'open'])
  })

  test('a port that refuses, and takes connections again', async () => {
    const run = await startWire(healthy)
    const rules = [always(catalogue.connectionRefused({}))]
    const url = run.url()
    await run.upstream.play({ ...healthy, origins: { gateway: { serves: ['m'], rules } } })
    expect(await knock(url)).toBe('ECONNREFUSED')
    await run.upstream.play(healthy)
    expect(await knock(url)).toBe('open')
    expect(run.url()).toBe(url)
  })

  test('plain becomes TLS, under one root for every script', async () => {
    const run = await startWire(healthy)
    expect(run.upstream.certificateAuthority).toBeUndefined()
    const secured = { ...healthy, origins: { gateway: { serves: ['m'], tls: true } } }
    await run.upstream.play(secured)
    const root = run.upstream.certificateAuthority!
    await run.upstream.play(secured)
    expect(run.upstream.certificateAuthority).toBe(root)
    const client = await rawConnectTls(run.url(), { ca: root, rejectUnauthorized: true })
    client.send(chatRequest(run.url()))
    await client.untilReceived(300)
    expect(client.received()).toMatch(/^HTTP\/1\.1 200 /)
    client.socket.destroy()
  })

  test('what cannot be played changes nothing', async () => {
    const run = await startWire(failing(always(busy)))
    const rules = [always(catalogue.tlsExpired({}))]
    const unplayable = { ...healthy, origins: { gateway: { serves: ['m'], rules } } }
    await expect(run.upstream.play(unplayable)).rejects.toThrow(WireRefused)
    const { socket, status } = await asking(run.url())
    expect(await status()).toBe(503)
    socket.destroy()
  })
})
