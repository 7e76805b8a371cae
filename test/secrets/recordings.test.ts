import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { main } from '../../src/cli/main.ts'
import type { StopSignal } from '../../src/cli/exitCodes.ts'
import { checkRecording } from '../../src/protocol/recording/checkRecording.ts'
import type { RecordedExchange } from '../../src/protocol/recording/recording.ts'
import { emptyFolder } from '../support/commandLine.ts'
import { hostileServer } from '../support/hostile.ts'
import { pieces } from '../support/recorded.ts'
import { recordedBody } from '../support/recorderStage.ts'
import { expectNothingOf, key, watchWarnings, writings } from '../support/secrets.ts'

/** Pieces of a response, each sent by itself; the first is the head. */
type Shape = readonly string[]

const head = (status: number, type = 'application/json', ...lines: string[]) =>
  [`HTTP/1.1 ${status} x`, `content-type: ${type}`, 'connection: close', ...lines, '', ''].join('\r\n')
const message = (echo: string) => `{"error":{"message":"no such key: ${echo}","type":"x","code":"y"}}`
const stream = (...body: string[]): Shape => [head(200, 'text/event-stream'), ...body]
const inPieces = (text: string, length: number) => text.match(new RegExp(`.{1,${length}}`, 'gs')) ?? []
const base64 = (text: string) => Buffer.from(text).toString('base64')
const tool = (text: string) =>
  pieces.event({ choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: text } }] } }] })

/** Ways in which an upstream may repeat a key: the canaries. */
const shapes: Readonly<Record<string, Shape>> = {
  ...Object.fromEntries(
    Object.entries(writings).map(([how, write]) => [`in a message, ${how}`, [head(401), message(write(key))]]),
  ),
  'in a message, cut by the network': [head(401), ...inPieces(message(key), 5)],
  'in a message, cut letter by letter': [head(401), ...inPieces(message(key), 1)],
  'in a message, cut within an escape': [
    head(401),
    ...inPieces(message(writings['escaped letter by letter']!(key)), 4),
  ],
  'in a message, as Base64': [head(401), message(base64(key))],
  'in a message, as Base64 of the header': [head(401), message(base64(`Bearer ${key}`))],
  'in a message, as Base64url': [head(401), message(Buffer.from(`x${key}`).toString('base64url'))],
  'in a message, as JSON in JSON': [head(502), `{"error":{"metadata":{"raw":${JSON.stringify(message(key))}}}}`],
  'with the word Bearer': [head(401), message(`Authorization: Bearer ${key}`)],
  'in a URL': [head(401), message(`GET https://api.test/v1?key=${encodeURIComponent(key)}`)],
  'in a plain body': [head(401, 'text/plain'), `bad key ${key}`],
  'in a page': [head(403, 'text/html'), `<html><!-- ${key} --><body data-key='${key}'>${key}</body></html>`],
  'in a stack trace': [head(500, 'text/plain'), `Error: ${key}\n    at check (auth.js:1:1)\n    key=${key}`],
  'in a header': [head(401, 'application/json', `x-key: ${key}`, `www-authenticate: Bearer ${key}`), message('no')],
  'in the id of the request': [head(500, 'application/json', `x-request-id: ${key}`, `cf-ray: ${key}`), message('no')],
  'in the type of the body': [head(200, `text/${key}`), 'x'],
  'in the headers that ask for patience': [head(429, 'application/json', `retry-after: ${key}`), message('no')],
  'in a redirect': [head(307, 'text/plain', `location: https://u:${key}@x.test/${key}?key=${key}#${key}`), key],
  'in a cookie': [head(200, 'application/json', `set-cookie: key=${key}`), '{}'],
  'in a field of its own': [head(401), `{"api_key":"${key}","request_id":"${key}","${key}":1}`],
  'in an answer': [head(200), `{"choices":[{"message":{"content":"it is ${key}"},"finish_reason":"stop"}]}`],
  'in a stream, in one piece': stream(pieces.delta(`it is ${key}`), pieces.finished),
  'in a stream, token by token': stream(...inPieces(key, 3).map(pieces.delta), pieces.finished),
  'in a stream, letter by letter': stream(...inPieces(key, 1).map(pieces.delta), pieces.finished),
  'in a stream, cut by the network besides': stream(...inPieces(inPieces(key, 4).map(pieces.delta).join(''), 7)),
  'in a stream, as Base64 in tokens': stream(...inPieces(base64(`x ${key}`), 4).map(pieces.delta), pieces.finished),
  'in a stream, as arguments of a tool': stream(...inPieces(JSON.stringify({ key }), 4).map(tool), pieces.finished),
  'in a comment of a stream': stream(`: key ${key}\n\n`, pieces.finished),
  'in an event that is an error': stream(`event: error\ndata: ${message(key)}\n\n`),
  'in an event that is none': stream(`data: ${key}\n\n`),
  'in an answer that was cut': [head(200, 'application/json', 'content-length: 900'), `{"choices":"${key}`],
  'in place of HTTP': [`${key} is no key\r\n\r\n`],
  'behind the status': [`HTTP/1.1 401 bad key ${key}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`],
}
const names = Object.keys(shapes)

interface Recorded {
  readonly file: string
  readonly told: string
  readonly exchanges: readonly RecordedExchange[]
}

/** Lets the upstream repeat the key in every shape, one after the other, and records all of it. */
async function recordAll(flags: readonly string[]): Promise<Recorded> {
  let next = 0
  const { baseURL: upstream } = await hostileServer((socket) => {
    const shape = shapes[names[next++]!]!
    const send = (index: number): void => {
      if (index === shape.length) socket.end()
      // Each piece is a write of its own, and arrives as one.
      else socket.write(shape[index]!, () => setImmediate(() => send(index + 1)))
    }
    send(0)
  })
  const folder = emptyFolder()
  let told = ''
  let stop: (signal: StopSignal) => void = () => {}
  const sink = { write: (text: string) => void (told += text), isTTY: false, columns: undefined }
  const io = { out: sink, err: sink, cwd: folder, env: {}, onStop: (by: typeof stop) => ((stop = by), () => {}) }
  const ended = main(['record', '--upstream', upstream, '--out', 'x.ndjson', ...flags], io)
  onTestFinished(async () => {
    stop('SIGINT')
    await ended
  })
  await vi.waitFor(() => expect(told).toMatch(/BASE_URL=/))
  const baseURL = /BASE_URL=(\S+)/.exec(told)![1]!
  for (const index of names.keys()) {
    const body = JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: `my key is ${key}` }] })
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'x-own': key }
    const request = { method: 'POST', body, headers, redirect: 'manual' } as const
    const query = index % 2 === 0 ? '' : `?api-key=${encodeURIComponent(key)}`
    await fetch(`${baseURL}/chat/completions${query}`, request).then(
      (response) => response.text().catch(() => {}),
      () => {},
    )
  }
  await vi.waitFor(() => expect(told).toContain(`#${names.length} `))
  stop('SIGINT')
  await ended
  const file = readFileSync(join(folder, 'x.ndjson'), 'utf8')
  return { file, told, exchanges: checkRecording(file, 'x').exchanges }
}

/** All that a reader could put together of an exchange. */
function readOf(exchange: RecordedExchange): string {
  const body = recordedBody(exchange)
  const strings = [...body.matchAll(/"(?:content|arguments)":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text)
  const said = strings.join('')
  const decoded = [body, said].map((text) =>
    Array.from(text.matchAll(/[\w+/-]{12,}/g), ([word]) => Buffer.from(word, 'base64').toString('latin1')).join(' '),
  )
  return [body, said, said.replaceAll('\\', ''), ...decoded].join('\n')
}

describe.each([
  ['as it is', []],
  ['with the prompts', ['--keep-prompts']],
  ['without the text', ['--no-text']],
])('a recording %s', (_how, flags) => {
  test(`holds nothing of a key that came back in ${names.length} shapes, nor does the console`, async () => {
    const warnings = watchWarnings()
    const { file, told, exchanges } = await recordAll(flags)
    expect(names.length).toBeGreaterThanOrEqual(30)
    // What is no HTTP is no answer; all else was taken down.
    expect(exchanges.length).toBe(names.length)
    expect(exchanges.map(({ response }) => response?.status ?? 0).filter((status) => status === 0)).toHaveLength(1)
    for (const text of [file, told, warnings.join('\n')]) expectNothingOf(key, text)
    for (const [index, exchange] of exchanges.entries()) {
      try {
        expectNothingOf(key, readOf(exchange))
      } catch (error) {
        throw new Error(`${names[index]}: ${(error as Error).message}`, { cause: error })
      }
    }
  })
})
