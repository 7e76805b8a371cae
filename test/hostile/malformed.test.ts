import { describe, expect, test } from 'vitest'
import {
  attacked,
  contentEvent,
  event,
  expectEnd,
  head,
  hostileServer,
  jsonHead,
  openCaller,
} from '../support/hostile.ts'
import { streamHead, untilQuiet, watchProcess, type Attack } from '../support/hostile.ts'

/** One whole answer with its length told. */
const whole = (body: string | Uint8Array, status = '200 OK'): Attack => {
  const bytes = Buffer.from(body)
  const start = `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${bytes.length}\r\n\r\n`
  return (socket) => void socket.write(Buffer.concat([Buffer.from(start), bytes]))
}

const streamed =
  (...pieces: (string | Uint8Array)[]): Attack =>
  (socket) =>
    void socket.end(Buffer.concat([streamHead, ...pieces].map((piece) => Buffer.from(piece))))

const completion = (content: string, more = '') =>
  `{"choices":[{"index":0,"message":{"role":"assistant","content":${content}},"finish_reason":"stop"}]${more}}`

const finished = `${event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}data: [DONE]\n\n`

/** The pool keeps the connection: the answer, such as it was, was whole. */
const chat = { read: 'chat', pooled: 1 } as const
const stream = { read: 'stream' } as const

describe('ten thousand headers', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `x-${index}: ${index}`).join('\r\n')

  test.each([
    ['of different names', many],
    ['in one', `x: ${many.replaceAll('\r\n', ' ')}`],
  ])('%s', async (_story, headers) => {
    const attack: Attack = (socket) => void socket.write(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\n`)
    expectEnd(await attacked(attack, { read: 'chat' }), 'protocol', 'bad_http')
  })

  test('of no size are none too many', async () => {
    const body = completion('"ok"')
    const tiny = Array.from({ length: 10_000 }, () => 'a:').join('\r\n')
    const attack: Attack = (socket) =>
      void socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n${tiny}\r\n\r\n${body}`)
    const { error, text, leaks } = await attacked(attack, chat)
    expect({ error, text, leaks }).toEqual({ error: undefined, text: 'ok', leaks: [] })
  })

  test('behind the body', async () => {
    const start = head('application/json', 'transfer-encoding: chunked')
    const body = completion('"ok"')
    const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n`
    const attack: Attack = (socket) => void socket.write(`${start}${chunk}${many}\r\n\r\n`)
    expectEnd(await attacked(attack, { read: 'chat' }), 'protocol', 'bad_http')
  })
})

describe('JSON a million levels deep', () => {
  const levels = 1_000_000
  const arrays = '['.repeat(levels) + ']'.repeat(levels)
  const objects = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`

  test.each([
    ['arrays', arrays],
    ['objects', objects],
    ['that never come up again', '['.repeat(8_000_000)],
    ['within an answer', completion('"ok"', `,"usage":${arrays}`)],
  ])('in a body: %s', async (_story, body) => {
    expectEnd(await attacked(whole(body), chat), 'protocol', 'too_large')
  })

  test.each([
    ['arrays', arrays],
    ['in the place of the words', `{"error":{"message":${arrays}}}`],
    ['objects', `{"error":${objects}}`],
  ])('in the body of an error: %s', async (_story, body) => {
    expectEnd(await attacked(whole(body, '503 Busy'), chat), 'overloaded', 'http_503')
  })

  test.each([
    ['arrays', arrays],
    ['of an error', `${objects}\nevent: error`],
    ['in the place of the content', `{"choices":[{"delta":{"content":${arrays}}}]}`],
    ['objects', `{"error":${objects}}`],
  ])('in an event: %s', async (_story, data) => {
    const attack = streamed(contentEvent('Hello'), `data: ${data}\n\n`, finished)
    const aftermath = await attacked(attack, stream)
    expectEnd(aftermath, 'protocol', 'too_large')
    expect(aftermath.error?.partialText).toBe('Hello')
  })

  test('is as harmless within a string as any other text', async () => {
    const { text, error } = await attacked(whole(completion(JSON.stringify('['.repeat(20_000)))), chat)
    expect({ error, text }).toEqual({ error: undefined, text: '['.repeat(20_000) })
  })
})

describe('JSON of millions of nothings', () => {
  test.each([
    ['objects', '{},'],
    ['arrays', '[],'],
    ['numbers', '0,'],
  ])('%s', async (_story, nothing) => {
    const body = `[${nothing.repeat(2_000_000)}0]`
    expectEnd(await attacked(whole(body), chat), 'protocol', 'too_large')
  })
})

describe('bytes that are not UTF-8', () => {
  const broken: readonly (readonly [story: string, bytes: readonly number[]])[] = [
    ['a byte that never stands there', [0xff]],
    ['a continuation of nothing', [0x80]],
    ['a letter cut short', [0xe6, 0x85]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['half a surrogate pair', [0xed, 0xa0, 0x80]],
    ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
  ]
  const around = (text: string, bytes: readonly number[]) => {
    const [before, after] = text.split('HERE') as [string, string]
    return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)])
  }

  test.each(broken)('in a body: %s', async (_story, bytes) => {
    const body = around(completion('"a word HERE and one more"'), bytes)
    expectEnd(await attacked(whole(body), chat), 'protocol', 'bad_json')
  })

  test.each(broken)('in a body that comes in pieces: %s', async (_story, bytes) => {
    const body = around(completion('"a word HERE and one more"'), bytes)
    const attack: Attack = (socket) => {
      socket.write(jsonHead(body.length))
      setTimeout(() => socket.write(body.subarray(0, -20)), 5)
      setTimeout(() => socket.write(body.subarray(-20)), 15)
    }
    expectEnd(await attacked(attack, chat), 'protocol', 'bad_json')
  })

  test.each(broken)('in a stream: %s', async (_story, bytes) => {
    const bad = around(contentEvent('HERE'), bytes)
    const aftermath = await attacked(streamed(contentEvent('Hello'), bad, finished), stream)
    expect(aftermath.text).toBe(aftermath.error?.partialText)
    expectEnd(aftermath, 'protocol', 'bad_sse')
  })

  test.each(broken)('in an error, whose words are taken as they are: %s', async (_story, bytes) => {
    const body = around('{"error":{"code":"insufficient_quota","message":"no money HERE"}}', bytes)
    const aftermath = await attacked(whole(body, '429 Too Many'), chat)
    expectEnd(aftermath, 'quota_exhausted', 'http_429')
    expect(aftermath.error?.message).toContain('no money \ufffd')
  })
})

describe('an answer that nobody asked for', () => {
  test('is never given to the next call', async () => {
    const answer = (text: string) => {
      const body = completion(JSON.stringify(text))
      return jsonHead(body.length) + body
    }
    const server = await hostileServer((socket, request) => {
      socket.write(answer(/call \d+/.exec(request)![0]) + answer('poison'))
    })
    const watch = watchProcess()
    const { call, remains } = openCaller(server, [])
    for (let number = 0; number < 50; number += 1) {
      const { text, error } = await call('chat', `call ${number}`)
      if (error === undefined) expect(text).toBe(`call ${number}`)
      else expect(error.errorClass).toMatch(/^(network|protocol)$/)
    }
    await untilQuiet(() => server.open() === 0)
    expect([...watch.end().rejections, ...remains()]).toEqual([])
  })
})
