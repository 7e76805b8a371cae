import { expect, test } from 'vitest'
import { readBody } from '../../test/support/transportErrors.ts'
import { VirtualTransport, type VirtualSocket } from './virtualTransport.ts'

/** What a client reads of an answer, and what the far side hears of it. */
async function answeredBy(answer: (socket: VirtualSocket) => void) {
  const seen: string[] = []
  let connections = 0
  const transport = new VirtualTransport({
    connect: () => ({ accepted: true, connection: connections++ }),
    exchange: (connection, _request, socket) => {
      seen.push(`request on ${connection}`)
      answer(socket)
      return { clientLeft: () => void seen.push('client left') }
    },
  })
  const leave = new AbortController()
  const request = { method: 'POST', url: 'http://a.test/', headers: {} } as const
  const response = await transport.send(request, { signal: leave.signal })
  const read = readBody(response)
  await Promise.resolve()
  leave.abort(new Error('left'))
  const { text } = await read
  await transport.send(request, { signal: new AbortController().signal })
  return { text, seen }
}

const bytes = (text: string) => Buffer.from(text)

test('a client that was promised more goes on waiting when the server thinks that it is done', async () => {
  const { seen } = await answeredBy((socket) => {
    socket.head(200, { 'content-length': '5' })
    socket.data(bytes('abc'))
    socket.end()
  })
  expect(seen.slice(0, 3)).toEqual(['request on 0', 'client left', 'request on 1'])
})

test('what lies beyond the declared length is no part of the answer, and spoils the connection', async () => {
  const { text, seen } = await answeredBy((socket) => {
    socket.head(200, { 'content-length': '3' })
    socket.data(bytes('abcdef'))
  })
  expect(text).toBe('abc')
  expect(seen.slice(0, 3)).toEqual(['request on 0', 'client left', 'request on 1'])
})

test('a body that lasts until the connection closes ends with it, and nobody can tell whether it was whole', async () => {
  const { text, seen } = await answeredBy((socket) => {
    socket.head(200, {}, 'until-close')
    socket.data(bytes('abc'))
    socket.fin()
  })
  expect(text).toBe('abc')
  expect(seen).toEqual(['request on 0', 'request on 1'])
})
