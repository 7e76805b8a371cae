import type { Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { UndiciTransport, type SendOptions, type UndiciTransportOptions } from '../../src/runtime/index.ts'
import { startServer } from './loopbackServers.ts'
import { readBody } from './transportErrors.ts'

/** A transport and a server that does what the test says. */
export async function startStage(
  onData: (socket: Socket, text: string) => unknown,
  options: UndiciTransportOptions = {},
) {
  const { port, ...server } = await startServer(onData)
  const transport = new UndiciTransport({ loopbackOnly: true, ...options })
  onTestFinished(() => transport.close())
  const send = (path = '/', sendOptions: Partial<SendOptions> = {}) =>
    transport.send(
      { method: 'POST', url: `http://127.0.0.1:${port}${path}`, headers: {}, body: '{}' },
      { signal: new AbortController().signal, ...sendOptions },
    )
  const ask = async (path?: string, sendOptions?: Partial<SendOptions>) =>
    (await readBody(await send(path, sendOptions))).text
  return { ...server, transport, send, ask }
}

const pathOf = (text: string) => text.split(' ')[1]!

/** Keeps requests unanswered until `count` are there. */
export function held(count: number) {
  const requests: { socket: Socket; path: string }[] = []
  const there = Promise.withResolvers<void>()
  const onData = (socket: Socket, text: string) => {
    requests.push({ socket, path: pathOf(text) })
    if (requests.length === count) there.resolve()
  }
  return { requests, onData, there: there.promise }
}
