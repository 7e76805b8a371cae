import { getEventListeners } from 'node:events'
import { beforeEach, describe, expect, test } from 'vitest'
import { broken, measured, readBody, rejectionOf } from '../../test/support/transportErrors.ts'
import type { TransportRequest } from './transport.ts'
import { VirtualTransport, type VirtualConnection, type VirtualPeer, type VirtualSocket } from './virtualTransport.ts'

const request: TransportRequest = { method: 'POST', url: 'https://a.test/v1/chat', headers: {} }
const bytes = (text: string) => Buffer.from(text)

/** A far side that does what the test says, and takes down what it saw. */
class Peer implements VirtualPeer {
  readonly seen: string[] = []
  answer: (socket: VirtualSocket) => void = () => {}
  verdict: VirtualConnection | undefined
  #connections = 0

  connect(origin: string): VirtualConnection {
    this.seen.push(`connect ${origin}`)
    return this.verdict ?? { accepted: true, connection: this.#connections++ }
  }

  exchange(connection: number, { url }: TransportRequest, socket: VirtualSocket) {
    this.seen.push(`request on ${connection} to ${new URL(url).pathname}`)
    this.answer(socket)
    return { clientLeft: () => void this.seen.push('client left') }
  }
}

let peer: Peer
let transport: VirtualTransport
let controller: AbortController
const send = () => transport.send(request, { signal: controller.signal })

beforeEach(() => {
  peer = new Peer()
  transport = new VirtualTransport(peer)
  controller = new AbortController()
})

function nothingLeft(): void {
  expect(transport.busySockets()).toBe(0)
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
}

describe('an exchange that goes well', () => {
  test('brings head and body, and gives its connection back', async () => {
    peer.answer = (socket) => {
      socket.head(200, { 'x-a': 'b' })
      socket.data(bytes('hel'))
      socket.data(bytes('lo'))
      socket.end()
    }
    const response = await send()
    expect([response.status, response.headers]).toEqual([200, { 'x-a': 'b' }])
    expect(await readBody(response)).toEqual({ text: 'hello' })
    await send()
    expect(peer.seen).toEqual(['connect https://a.test', 'request on 0 to /v1/chat', 'request on 0 to /v1/chat'])
    nothingLeft()
  })

  test('two at once need two connections', async () => {
    const sockets: VirtualSocket[] = []
    peer.answer = (socket) => sockets.push(socket)
    const both = [send(), send()]
    await Promise.resolve()
    expect(transport.busySockets()).toBe(2)
    for (const socket of sockets) {
      socket.head(204, {})
      socket.end()
    }
    await Promise.all(both)
    expect(peer.seen.filter((what) => what.startsWith('connect'))).toHaveLength(2)
    nothingLeft()
  })

  test.each<[story: string, verdict: VirtualConnection | undefined, told: string[][]]>([
    ['a new connection, then an idle one', undefined, [['connecting', 'tcp', 'connected'], ['connected']]],
    ['refused', { accepted: false, phase: 'connect', kind: 'refused', code: 'ECONNREFUSED' }, [['connecting']]],
    [
      'a bad certificate',
      { accepted: false, phase: 'tls', kind: 'tls', code: 'CERT_HAS_EXPIRED' },
      [['connecting', 'tcp']],
    ],
  ])('tells how far it is, like a real socket: %s', async (_story, verdict, expected) => {
    peer.verdict = verdict
    peer.answer = (socket) => {
      socket.head(204, {})
      socket.end()
    }
    for (const told of expected) {
      const met: string[] = []
      const sent = transport.send(request, {
        signal: controller.signal,
        onConnecting: () => met.push('connecting'),
        onTcpConnected: () => met.push('tcp'),
        onConnected: () => met.push('connected'),
      })
      await sent.catch(() => {})
      expect(met).toEqual(told)
    }
  })
})

describe('what breaks carries what undici gives on a real socket', () => {
  test('refused', async () => {
    peer.verdict = { accepted: false, phase: 'connect', kind: 'refused', code: 'ECONNREFUSED' }
    expect(broken(await rejectionOf(send()))).toBe(measured.refused)
    nothingLeft()
  })

  test('a bad certificate', async () => {
    peer.verdict = { accepted: false, phase: 'tls', kind: 'tls', code: 'CERT_HAS_EXPIRED' }
    expect(broken(await rejectionOf(send()))).toBe('tls/tls/CERT_HAS_EXPIRED, cause: Error CERT_HAS_EXPIRED')
    nothingLeft()
  })

  test.each([
    ['reset', measured.resetBeforeHeaders, measured.resetInBody],
    ['fin', measured.finBeforeHeaders, measured.finInBody],
  ] as const)('%s: before the headers and inside the body', async (how, beforeHeaders, inBody) => {
    peer.answer = (socket) => socket[how]()
    expect(broken(await rejectionOf(send()))).toBe(beforeHeaders)
    peer.answer = (socket) => {
      socket.head(200, {})
      socket.data(bytes('half'))
      socket[how]()
    }
    const { text, error } = await readBody(await send())
    expect([text, broken(error)]).toEqual(['half', inBody])
    expect(peer.seen.filter((what) => what.startsWith('connect'))).toHaveLength(2)
    nothingLeft()
  })
})

describe('an abort', () => {
  test('before anything: nothing is sent', async () => {
    controller.abort(new Error('enough'))
    await expect(send()).rejects.toThrow('enough')
    expect(peer.seen).toEqual([])
  })

  test('before the headers rejects with its reason, and the far side notices', async () => {
    const sending = send()
    controller.abort(new Error('enough'))
    await expect(sending).rejects.toThrow('enough')
    expect(peer.seen.at(-1)).toBe('client left')
    nothingLeft()
  })

  test('inside the body drops what was not read', async () => {
    peer.answer = (socket) => {
      socket.head(200, {})
      socket.data(bytes('half'))
    }
    const response = await send()
    controller.abort(new Error('enough'))
    expect(await readBody(response)).toEqual({ text: '', error: new Error('enough') })
    expect(peer.seen.at(-1)).toBe('client left')
    nothingLeft()
  })

  test('after the end changes nothing', async () => {
    peer.answer = (socket) => {
      socket.head(200, {})
      socket.data(bytes('whole'))
      socket.end()
    }
    const response = await send()
    controller.abort()
    expect(await readBody(response)).toEqual({ text: 'whole' })
    expect(peer.seen).not.toContain('client left')
  })
})

test('a reader that leaves early closes the connection: nobody else gets it', async () => {
  let socket: VirtualSocket | undefined
  peer.answer = (given) => {
    socket = given
    socket.head(200, {})
    socket.data(bytes('half'))
  }
  for await (const _chunk of (await send()).body) break
  expect(peer.seen.at(-1)).toBe('client left')
  expect(socket!.open).toBe(false)
  nothingLeft()
  await send()
  expect(peer.seen.filter((what) => what.startsWith('connect'))).toHaveLength(2)
})
