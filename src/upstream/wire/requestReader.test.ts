import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RequestRefused } from './requestHead.ts'
import { RequestReader, type RequestLimits } from './requestReader.ts'

const chat = 'POST /v1/chat/completions?a=1 HTTP/1.1\r\nHost: localhost:80\r\nContent-Length: 5\r\n\r\nhällo'
const chunked =
  'POST /p HTTP/1.1\r\nhost: h:1\r\nTransfer-Encoding: chunked\r\n\r\n5;name=value\r\nhello\r\n1A\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nX-Trailer: 1\r\n\r\n'
const get = 'GET /v1/models HTTP/1.1\r\nhost: h:1\r\n\r\n'
const withHeaders = (...lines: string[]) => ['GET / HTTP/1.1', 'host: h:1', ...lines, '', ''].join('\r\n')

function readAll(pieces: Buffer[], limits?: Partial<RequestLimits>) {
  const reader = new RequestReader(limits)
  return pieces.flatMap((piece) => {
    reader.push(piece)
    const requests = []
    for (let next = reader.next(); next !== undefined; next = reader.next()) requests.push(next)
    return requests
  })
}

const read = (text: string, limits?: Partial<RequestLimits>) => readAll([Buffer.from(text, 'latin1')], limits)

function statusOf(text: string, limits?: Partial<RequestLimits>): number | undefined {
  try {
    read(text, limits)
    return undefined
  } catch (error) {
    if (error instanceof RequestRefused) return error.status
    throw error
  }
}

describe('what it reads', () => {
  test('method, path with query, headers in lower case, the body as UTF-8', () => {
    const body = 'hällo'
    const text = chat.replace('Length: 5', 'Length: 6')
    const [request] = readAll([Buffer.from(text)])
    expect(request!.head).toMatchObject({ method: 'POST', path: '/v1/chat/completions?a=1', host: 'localhost:80' })
    expect(request!.head.headers).toEqual({ host: 'localhost:80', 'content-length': '6' })
    expect(request!.body).toBe(body)
  })

  test('a chunked body is put together; extensions and trailers are read over', () => {
    expect(read(chunked)[0]!.body).toBe('helloabcdefghijklmnopqrstuvwxyz')
  })

  test('several requests in one piece come one by one', () => {
    expect(read(chunked + get + chat).map(({ head }) => head.path)).toEqual([
      '/p',
      '/v1/models',
      '/v1/chat/completions?a=1',
    ])
  })

  test('cut at every byte, and sent byte by byte, it reads the same', () => {
    const bytes = Buffer.from(`\r\n${chunked}${get}${chat}`, 'latin1')
    const whole = readAll([bytes])
    expect(whole).toHaveLength(3)
    for (let cut = 0; cut <= bytes.length; cut += 1)
      expect(readAll([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole)
    expect(readAll([...bytes].map((byte) => Buffer.from([byte])))).toEqual(whole)
  })

  test('a head that comes again, or again but for one byte, says what it says, however it is cut', () => {
    const heads = ['a: 1', 'a: 1', 'a: 2', 'a: 1', 'a: 1', 'a: 11'].map((line) =>
      withHeaders(line, 'content-length: 2'),
    )
    const bytes = Buffer.from(heads.map((head, index) => `${index > 3 ? '\r\n' : ''}${head}b${index}`).join(''))
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const requests = readAll([bytes.subarray(0, cut), bytes.subarray(cut)])
      expect(requests.map(({ head }) => head.headers['a'])).toEqual(['1', '1', '2', '1', '1', '11'])
      expect(requests.map(({ body }) => body)).toEqual(['b0', 'b1', 'b2', 'b3', 'b4', 'b5'])
    }
  })

  test('a header that comes twice gives both values, whatever its name', () => {
    expect(read(withHeaders('a: 1', 'A:  2 ', 'a:3'))[0]!.head.headers['a']).toEqual(['1', '2', '3'])
    expect(Object.entries(read(withHeaders('__proto__: x'))[0]!.head.headers)).toContainEqual(['__proto__', 'x'])
  })

  test('an absolute target names the host, before the Host header', () => {
    const [request] = read('GET http://other.test:9/x?y HTTP/1.1\r\nhost: h:1\r\n\r\n')
    expect(request!.head).toMatchObject({ host: 'other.test:9', path: '/x?y' })
  })

  test('it knows who closes and who waits for a word before sending the body', () => {
    expect(read(withHeaders('connection: keep-alive, Close'))[0]!.head.closes).toBe(true)
    expect(read(get)[0]!.head.closes).toBe(false)
    const reader = new RequestReader()
    reader.push(Buffer.from(withHeaders('content-length: 1', 'expect: 100-Continue')))
    expect(reader.next()).toBeUndefined()
    expect(reader.openHead?.expectsContinue).toBe(true)
  })
})

describe('what it refuses', () => {
  test.each([
    ['a TLS hello', '\x16\x03\x01\x02\x00', 400],
    ['a lone line feed', 'GET / HTTP/1.1\nhost: h\n\n', 400],
    ['a lone line feed in the second request', `${get}GET\n`, 400],
    ['a lone carriage return', 'GET / HTTP/1.1\rhost: h', 400],
    ['a zero byte', withHeaders('a: \0'), 400],
    ['no request line', 'hello there\r\n\r\n', 400],
    ['two spaces', 'GET  / HTTP/1.1\r\nhost: h\r\n\r\n', 400],
    ['no path', 'GET x HTTP/1.1\r\nhost: h\r\n\r\n', 400],
    ['HTTP/1.0', 'GET / HTTP/1.0\r\nhost: h\r\n\r\n', 505],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\n', 505],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['two hosts', withHeaders('host: h:2'), 400],
    ['a folded header', withHeaders('a: 1', ' 2'), 400],
    ['a space before the colon', withHeaders('a : 1'), 400],
    ['a header without a colon', withHeaders('a'), 400],
    ['two lengths', withHeaders('content-length: 1', 'content-length: 1'), 400],
    ['a negative length', withHeaders('content-length: -1'), 400],
    ['length and chunked', withHeaders('content-length: 1', 'transfer-encoding: chunked'), 400],
    ['an unknown coding', withHeaders('transfer-encoding: gzip, chunked'), 501],
    ['a chunk size that is none', `${withHeaders('transfer-encoding: chunked')}x\r\n`, 400],
    ['a chunk longer than it says', `${withHeaders('transfer-encoding: chunked')}2\r\nabc\r\n`, 400],
    ['a chunk size without end', `${withHeaders('transfer-encoding: chunked')}${'1'.repeat(2000)}`, 400],
    ['trailers without end', `${withHeaders('transfer-encoding: chunked')}0\r\n${'a: b\r\n'.repeat(100)}`, 431],
  ])('%s', (_what, text, status) => {
    expect(statusOf(text)).toBe(status)
  })

  test('a head, a body or a sum of chunks beyond the limit, and none at the limit', () => {
    expect(statusOf(get, { largestHeadBytes: get.length - 4 })).toBeUndefined()
    expect(statusOf(get, { largestHeadBytes: get.length - 5 })).toBe(431)
    expect(statusOf('GET /'.padEnd(100, 'x'), { largestHeadBytes: 99 })).toBe(431)
    expect(statusOf(chat, { largestBodyBytes: 5 })).toBeUndefined()
    expect(statusOf(chat, { largestBodyBytes: 4 })).toBe(413)
    expect(statusOf(chunked, { largestBodyBytes: 31 })).toBeUndefined()
    expect(statusOf(chunked, { largestBodyBytes: 30 })).toBe(413)
  })

  test('bytes without sense never make it throw anything else', () => {
    const garbage = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1'))
    const start = fc.constantFrom('', 'GET / HTTP/1.1\r\n', withHeaders('transfer-encoding: chunked'))
    fc.assert(
      fc.property(start, garbage, (text, more) => void statusOf(text + more)),
      { numRuns: 1000 },
    )
  })
})
