import { expect, test } from 'vitest'
import { AnswerReader } from './answerReader.ts'

const head = (...lines: readonly string[]) => ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n')
const chunked = head('transfer-encoding: chunked')

test.each([
  ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
  ['another version', 'HTTP/2 200 OK\r\n\r\n'],
  ['a switch of protocols', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n'],
  ['a folded header', head('a: b', ' c')],
  ['a space before the colon', head('content-length : 2')],
  ['a length that is none', head('content-length: -1')],
  ['two different lengths', head('content-length: 1', 'content-length: 2')],
  ['a length and chunks', head('content-length: 2', 'transfer-encoding: chunked')],
  ['chunks twice', head('transfer-encoding: chunked', 'transfer-encoding: chunked')],
  ['a coding that nobody asked for', head('transfer-encoding: gzip, chunked')],
  ['a chunk without a size', `${chunked}xyz\r\n`],
  ['a chunk longer than its size', `${chunked}1\r\nab\r\n`],
  ['a chunk line with a bare line feed', `${chunked}1\na`],
  ['a chunk line without an end', `${chunked}1;${'x'.repeat(5_000)}`],
  ['trailers without an end', `${chunked}0\r\n${'a: b\r\n'.repeat(5_000)}`],
  ['a head without an end', `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(5_000)}`],
  ['a body beyond all measure', head('content-length: 99999999999')],
  ['more than an answer', `${head('content-length: 2')}abc`],
  ['more than chunks', `${chunked}0\r\n\r\nabc`],
])('%s is no answer', (_what, text) => {
  expect(() => new AnswerReader().take(Buffer.from(text))).toThrow('the server sent ')
})

test.each([
  ['HTTP/1.1 without a word', head('content-length: 0'), true],
  ['HTTP/1.1 that closes', head('content-length: 0', 'connection: keep-alive, close'), false],
  ['HTTP/1.0', 'HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n', false],
  ['HTTP/1.0 that keeps', 'HTTP/1.0 200 OK\r\ncontent-length: 0\r\nconnection: Keep-Alive\r\n\r\n', true],
])('whether another request may follow: %s', (_what, text, keepsAlive) => {
  const reader = new AnswerReader()
  expect(reader.take(Buffer.from(text))).toBe(true)
  expect(reader.keepsAlive).toBe(keepsAlive)
})

test('a connection that ends before the answer does is told from one that ends it', () => {
  const reader = new AnswerReader()
  expect([reader.take(Buffer.from(head('content-length: 3'))), reader.end(), reader.phase]).toEqual([
    false,
    false,
    'body',
  ])
  const other = new AnswerReader()
  expect([other.take(Buffer.from('HTTP/1.1 2')), other.end(), other.phase]).toEqual([false, false, 'headers'])
})
