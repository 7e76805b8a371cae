import { describe, expect, test } from 'vitest'
import { deadline, timeout } from '../../src/client/index.ts'
import { attacked, contentEvent, drip, event, expectEnd, head, jsonHead, pour, streamHead } from '../support/hostile.ts'
import type { Attack } from '../support/hostile.ts'

const gigabyte = 2 ** 30
const page = Buffer.alloc(64 * 1024, 'x')

/** Pours `bytes` bytes, made of one buffer. */
const flood = (start: string, piece: string | Uint8Array): Attack => {
  return (socket) => {
    socket.write(start)
    pour(socket, () => piece)
  }
}

describe('a body of a gigabyte', () => {
  test('with its length told', async () => {
    expectEnd(await attacked(flood(jsonHead(gigabyte), page), { read: 'chat' }), 'protocol', 'too_large')
  })

  test('that ends with the connection, if ever', async () => {
    const start = head('application/json', 'connection: close')
    expectEnd(await attacked(flood(start, page), { read: 'chat' }), 'protocol', 'too_large')
  })

  test('in chunks', async () => {
    const start = head('application/json', 'transfer-encoding: chunked')
    const chunk = Buffer.concat([Buffer.from(`${page.length.toString(16)}\r\n`), page, Buffer.from('\r\n')])
    expectEnd(await attacked(flood(start, chunk), { read: 'chat' }), 'protocol', 'too_large')
  })

  test('of letters that take two bytes each in memory', async () => {
    const wide = Buffer.from('độ'.repeat(10_000))
    expectEnd(await attacked(flood(jsonHead(gigabyte), wide), { read: 'chat' }), 'protocol', 'too_large')
  })

  test('of an error: the status still says what it says', async () => {
    const start = `HTTP/1.1 401 Unauthorized\r\ncontent-length: ${gigabyte}\r\n\r\n`
    expectEnd(await attacked(flood(start, page), { read: 'chat' }), 'auth', 'http_401')
  })

  test('where a stream was asked for', async () => {
    expectEnd(await attacked(flood(jsonHead(gigabyte), page), { read: 'stream' }), 'protocol', 'too_large')
  })
})

describe('a stream without end', () => {
  const quickly = {
    read: 'stream',
    policies: [timeout({ firstTokenMs: 300, tokenIdleMs: 300, attemptMs: 600 })],
  } as const

  test('of content, in a few large pieces', async () => {
    const many = contentEvent('word '.repeat(4000))
    expectEnd(await attacked(flood(streamHead, many), { read: 'stream' }), 'protocol', 'too_large')
  })

  test.each([
    ['a few large ones', { index: 0, function: { arguments: 'x'.repeat(2_000) } }],
    ['with ever new ones, and no words', {}],
  ])('of tool calls: %s', async (_story, toolCall) => {
    let index = 0
    const piece = () =>
      event({
        choices: [{ delta: { tool_calls: Array.from({ length: 50 }, () => ({ index: (index += 1), ...toolCall })) } }],
      })
    const attack: Attack = (socket) => {
      socket.write(streamHead)
      pour(socket, piece)
    }
    expectEnd(await attacked(attack, { read: 'stream' }), 'protocol', 'too_large')
  })

  test('of content, a letter at a time', async () => {
    const many = contentEvent('a').repeat(1000)
    expectEnd(await attacked(flood(streamHead, many), quickly), 'timeout', 'attempt')
  })

  test('of content, by the deadline of the call', async () => {
    const short = { read: 'stream', policies: [deadline(300)] } as const
    expectEnd(await attacked(flood(streamHead, contentEvent('a').repeat(1000)), short), 'timeout', 'deadline')
  })

  test('of comments that never say anything, slowly', async () => {
    const attack: Attack = (socket) => {
      socket.write(streamHead)
      drip(socket, 20, () => ': keep-alive\n\n')
    }
    expectEnd(await attacked(attack, quickly), 'timeout', 'first_token')
  })

  test('of comments after the first word, slowly', async () => {
    const attack: Attack = (socket) => {
      socket.write(streamHead + contentEvent('Hello'))
      drip(socket, 20, () => ': keep-alive\n\n')
    }
    const aftermath = await attacked(attack, quickly)
    expectEnd(aftermath, 'timeout', 'token_idle')
    expect(aftermath.error?.partialText).toBe('Hello')
  })

  test('of comments, as fast as they go', async () => {
    const many = ': keep-alive\n\n'.repeat(1000)
    expectEnd(await attacked(flood(streamHead, many), { read: 'stream' }), 'protocol', 'too_large')
  })

  test('in one line', async () => {
    expectEnd(await attacked(flood(`${streamHead}data: `, page), { read: 'stream' }), 'protocol', 'too_large')
  })

  test('in one line that is no field', async () => {
    expectEnd(await attacked(flood(streamHead, page), { read: 'stream' }), 'protocol', 'too_large')
  })

  test('in one event of empty lines', async () => {
    const many = 'data:\n'.repeat(10_000)
    expectEnd(await attacked(flood(streamHead, many), { read: 'stream' }), 'protocol', 'too_large')
  })

  test('of names and ids without data', async () => {
    const many = 'event: ping\nid: 7\n\n'.repeat(1000)
    expectEnd(await attacked(flood(streamHead, many), { read: 'stream' }), 'protocol', 'too_large')
  })

  test('of events without content, as fast as they go', async () => {
    const many = event({ choices: [{ index: 0, delta: {} }] }).repeat(1000)
    expectEnd(await attacked(flood(streamHead, many), quickly), 'timeout', 'first_token')
  })

  test('after its end marker: the answer is whole', async () => {
    const whole = contentEvent('done') + event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
    const attack: Attack = (socket) => {
      socket.write(`${streamHead}${whole}data: [DONE]\n\n`)
      drip(socket, 20, () => ': keep-alive\n\n')
    }
    const { error, text, leaks } = await attacked(attack, { read: 'stream' })
    expect({ error, text, leaks }).toEqual({ error: undefined, text: 'done', leaks: [] })
  })
})

describe('a byte now and then, always within the idle limit', () => {
  const patient = [timeout({ headersMs: 300, firstTokenMs: 300, byteIdleMs: 300, attemptMs: 600 })]
  const after = (start: string): Attack => {
    return (socket) => {
      if (start !== '') socket.write(start)
      drip(socket, 20, () => 'x')
    }
  }

  test.each([
    ['in the headers', 'chat', `HTTP/1.1 200 OK\r\nx-slow: `, 'headers'],
    ['in the headers of a stream', 'stream', `HTTP/1.1 200 OK\r\nx-slow: `, 'headers'],
    ['in a body', 'chat', `${jsonHead(1000)}{"`, 'attempt'],
    ['in a stream', 'stream', `${streamHead}data: {"`, 'first_token'],
    ['in a stream, after the first word', 'stream', `${streamHead}${contentEvent('a')}data: {"`, 'attempt'],
  ] as const)('%s', async (_story, read, start, reason) => {
    expectEnd(await attacked(after(start), { read, policies: patient }), 'timeout', reason)
  })

  test('in the body of an error: its status says enough', async () => {
    const attack = after(`HTTP/1.1 500 Oops\r\ncontent-length: 1000\r\n\r\n{"`)
    expectEnd(await attacked(attack, { read: 'chat', policies: patient }), 'server_error', 'http_500')
  })

  test('in early hints without end', async () => {
    const attack: Attack = (socket) => drip(socket, 20, () => 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n')
    expectEnd(await attacked(attack, { read: 'chat', policies: patient }), 'timeout', 'headers')
  })

  test('as quickly as they go', async () => {
    const attack: Attack = flood('', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(500))
    expectEnd(await attacked(attack, { read: 'chat', policies: patient }), 'timeout', 'headers')
  })
})
