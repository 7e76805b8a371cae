import { expect, test } from 'vitest'
import { rawConnect } from '../../../test/support/rawClient.ts'
import { chatRequest, startWire } from '../../../test/support/wire.ts'
import { jsonSteps } from '../../faults/answer.ts'
import { HostNotAllowed, type Intercept } from './index.ts'

const healthy = { models: { m: [] } }

/** Answers what is asked of `/aside`, and nothing else. */
const aside: Intercept = ({ path, method, origin }, socket) => {
  if (path !== '/aside') return undefined
  for (const step of jsonSteps(200, { method, origin }, { class: 'ok' })) {
    if (step.do === 'head') socket.head(step.status, step.headers)
    else if (step.do === 'data') socket.data(step.bytes)
    else socket.end()
  }
  return { clientLeft: () => {} }
}

test('what is answered beside the script is no exchange, and the connection goes on to the script', async () => {
  const run = await startWire(healthy, { intercept: aside })
  const client = await rawConnect(run.url())
  client.send(`GET /aside HTTP/1.1\r\nhost: ${new URL(run.url()).host}\r\n\r\n`)
  await client.untilReceived(50)
  expect(client.received()).toContain('{"method":"GET","origin":"gateway"}')
  expect(run.history.events.map(({ type }) => type)).toEqual(['connection-opened'])
  client.send(chatRequest(run.url()))
  await client.untilReceived(400)
  expect(client.received()).toContain('[m call 3 try 1]')
  client.socket.destroy()
})

test('another address than loopback only for who says how it may be addressed; loopback names stay', async () => {
  await expect(startWire(healthy, { host: '0.0.0.0' })).rejects.toThrow(HostNotAllowed)
  const run = await startWire(healthy, { host: '0.0.0.0', hostNames: ['brownout.test'] })
  const { port } = new URL(run.url())
  for (const [host, status] of [
    ['brownout.test', 200],
    ['localhost', 200],
    ['rebind.test', 421],
  ] as const) {
    const client = await rawConnect(`http://127.0.0.1:${port}`)
    client.send(`GET /v1/models HTTP/1.1\r\nhost: ${host}:${port}\r\nconnection: close\r\n\r\n`)
    await client.ending
    expect(client.received(), host).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  }
})
