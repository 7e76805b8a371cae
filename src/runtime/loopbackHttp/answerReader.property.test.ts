import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from '../../../test/support/property.ts'
import { AnswerReader } from './answerReader.ts'

interface Written {
  readonly bytes: Buffer
  readonly status: number
  readonly body: Buffer
  readonly keepsAlive: boolean
  /** Its end is that of the connection. */
  readonly endsByClose: boolean
}

const bytesOf = (maxLength: number) =>
  fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
const optional = fc.constantFrom('', 'date: Tue, 01 Jan 2030 00:00:00 GMT\r\n', 'X-Odd:\t a: b \r\nserver:\r\n')
const news = fc.constantFrom('', 'HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n')
const status = fc.constantFrom(200, 204, 304, 429, 503, 999)

const byLength = fc
  .record({ news, status, optional, body: bytesOf(40), name: fc.constantFrom('content-length', 'Content-Length') })
  .map(({ news: before, status: code, optional: fields, body, name }): Written => {
    const hasBody = code !== 204 && code !== 304
    const head = `${before}HTTP/1.1 ${code} Any thing\r\n${fields}${name}: ${body.length}\r\n\r\n`
    const sent = hasBody ? body : Buffer.alloc(0)
    const bytes = Buffer.concat([Buffer.from(head), sent])
    return { bytes, status: code, body: sent, keepsAlive: true, endsByClose: false }
  })

const inChunks = fc
  .record({
    news,
    optional,
    chunks: fc.array(
      bytesOf(20).filter(({ length }) => length > 0),
      { maxLength: 4 },
    ),
    extension: fc.constantFrom('', ';a=b', ' ; c'),
    trailer: fc.constantFrom('', 'x-sum: 1\r\n'),
    isLast: fc.boolean(),
  })
  .map(({ news: before, optional: fields, chunks, extension, trailer, isLast }): Written => {
    const connection = isLast ? 'connection: Close\r\n' : ''
    const head = `${before}HTTP/1.1 200 OK\r\n${connection}Transfer-Encoding: Chunked\r\n${fields}\r\n`
    const framed = chunks.flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16).toUpperCase()}${extension}\r\n`),
      chunk,
      Buffer.from('\r\n'),
    ])
    const bytes = Buffer.concat([Buffer.from(head), ...framed, Buffer.from(`0${extension}\r\n${trailer}\r\n`)])
    return { bytes, status: 200, body: Buffer.concat(chunks), keepsAlive: !isLast, endsByClose: false }
  })

const byClose = fc
  .record({ optional, body: bytesOf(40), minor: fc.constantFrom(0, 1) })
  .map(({ optional: fields, body, minor }): Written => {
    const bytes = Buffer.concat([Buffer.from(`HTTP/1.${minor} 200\r\n${fields}\r\n`), body])
    return { bytes, status: 200, body, keepsAlive: false, endsByClose: true }
  })

const kept = fc.oneof(
  byLength,
  inChunks.filter(({ keepsAlive }) => keepsAlive),
)
const connection = fc
  .tuple(fc.array(kept, { maxLength: 2 }), fc.oneof(byLength, inChunks, byClose))
  // The same head again is what the reader knows already.
  .map(([before, last]) => [...before, ...before, last])

/** Where all reads land, as on a connection: what was lent is overwritten. */
const shared = Buffer.alloc(4_096)

function readAll(answers: readonly Written[], cutsOf: (length: number) => readonly number[]): void {
  const reader = new AnswerReader()
  for (const { bytes, status: code, body, keepsAlive, endsByClose } of answers) {
    let from = 0
    let isWhole = false
    for (const to of [...cutsOf(bytes.length), bytes.length]) {
      if (to === from) continue
      expect(isWhole).toBe(false)
      bytes.copy(shared, 0, from, to)
      isWhole = reader.take(shared.subarray(0, to - from))
      const seen = isWhole ? Buffer.from(reader.body) : undefined
      shared.fill(0xff)
      if (seen !== undefined) expect(seen).toEqual(body)
      from = to
    }
    if (endsByClose) {
      expect(isWhole).toBe(false)
      isWhole = reader.end()
      expect(reader.body).toEqual(body)
    } else expect(reader.end()).toBe(false)
    expect([isWhole, reader.status, reader.keepsAlive]).toEqual([true, code, keepsAlive])
  }
}

test('answers are the same wherever they are cut in two', async () => {
  await holds(connection, { runs: 60, tested: 0.3 }, (answers) => {
    const longest = Math.max(...answers.map(({ bytes }) => bytes.length))
    for (let cut = 0; cut <= longest; cut += 1) readAll(answers, (length) => [Math.min(cut, length)])
    return answers.length > 1
  })
})

test('answers are the same in any pieces, and byte by byte', async () => {
  const pieces = fc.tuple(connection, fc.array(fc.nat(400), { maxLength: 12 }))
  await holds(pieces, { runs: 300, tested: 0.5 }, ([answers, cuts]) => {
    readAll(answers, (length) => cuts.map((cut) => Math.min(cut, length)).toSorted((one, other) => one - other))
    readAll(answers, (length) => Array.from({ length }, (_, index) => index))
    return cuts.length > 2
  })
})
