import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { answer, closed } from '../../test/support/loopbackServers.ts'
import { broken, readBody, rejectionOf } from '../../test/support/transportErrors.ts'
import { held, startStage } from '../../test/support/transportStage.ts'

describe('closing', () => {
  test('fails what is under way and what waits', async () => {
    const { onData, there } = held(1)
    const { send, ask, sockets, transport } = await startStage(
      (socket, text) => (text.includes('/idle') ? answer(socket) : onData(socket, text)),
      { maxConnectionsPerOrigin: 2 },
    )
    await Promise.all([ask('/idle'), ask('/idle')])
    const requests = [send(), rejectionOf(send())] as const
    const failing = [rejectionOf(requests[0]), requests[1], rejectionOf(send())]
    await there
    expect(transport.busySockets()).toBe(2)
    await transport.close()
    for (const error of await Promise.all(failing)) expect(broken(error)).toMatch(/UND_ERR_DESTROYED/)
    expect(transport.busySockets()).toBe(0)
    await Promise.all(sockets.map(closed))
    expect(broken(await rejectionOf(send()))).toMatch(/UND_ERR_DESTROYED/)
    expect(sockets).toHaveLength(2)
  })

  test('leaves no socket and no timer: a process ends by itself', async () => {
    const life = `
      import { createServer } from 'node:net'
      import { UndiciTransport } from './src/runtime/index.ts'
      const reply = 'HTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\n\\r\\n'
      const server = createServer((socket) => socket.on('error', () => {}).on('data', (text) => {
        if (!String(text).includes('/held')) socket.write(reply)
        else if (++held === 3) go()
      }))
      let held = 0, go
      const there = new Promise((resolve) => (go = resolve))
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
      const transport = new UndiciTransport({ keepAliveMs: 60_000 })
      const { signal } = new AbortController()
      const send = (path) => transport.send(
        { method: 'GET', url: 'http://127.0.0.1:' + server.address().port + path, headers: {} }, { signal })
      for (const { body } of await Promise.all([send('/'), send('/'), send('/')])) for await (const piece of body) ;
      const failing = Promise.allSettled([send('/held'), send('/held'), send('/held')])
      await there
      await transport.close()
      const outcomes = await failing
      await new Promise((resolve) => server.close(resolve))
      // Handles on their way out are listed for a turn or two more.
      for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      console.log(JSON.stringify([outcomes.map(({ status }) => status), process.getActiveResourcesInfo()]))
    `
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', life], {
      cwd: new URL('../..', import.meta.url),
      timeout: 15_000,
    })
    const [outcomes, handles] = JSON.parse(stdout) as [string[], string[]]
    expect(outcomes).toEqual(['rejected', 'rejected', 'rejected'])
    expect(handles.filter((handle) => handle !== 'PipeWrap')).toEqual([])
  })

  test('inside a body fails its reader', async () => {
    const { send, transport } = await startStage((socket) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'),
    )
    const response = await send()
    await transport.close()
    const { text, error } = await readBody(response)
    expect([text, broken(error)]).toEqual(['half', expect.stringMatching(/^body\/.*UND_ERR_DESTROYED/)])
  })

  test('a transport that was closed connects nowhere, not even to an origin it never saw', async () => {
    const { transport, server } = await startStage(answer)
    await transport.close()
    const { port } = server.address() as { port: number }
    const connected = vi.fn<() => void>()
    server.on('connection', connected)
    const url = `http://localhost:${port}/`
    const sent = transport.send({ method: 'GET', url, headers: {} }, { signal: new AbortController().signal })
    expect(broken(await rejectionOf(sent))).toMatch(/UND_ERR_DESTROYED/)
    expect(connected).not.toHaveBeenCalled()
  })
})
