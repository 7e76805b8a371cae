// The servers that `upstream.ts` measures. Each opens a port of this machine and gives its number.
import { createServer, type ServerResponse } from 'node:http'
import { createServer as createNetServer, type AddressInfo } from 'node:net'
import { LLMock } from '@copilotkit/aimock'
import { ServedUpstream } from '../src/cli/serve/servedUpstream.ts'
import type { ChatBody } from '../src/protocol/chat.ts'
import { charactersPerEvent, models, script } from './upstreamAnswer.ts'

/** What ours answered: the others give the same. */
export interface Answers {
  readonly json: { readonly bytes: string; readonly text: string }
  readonly sse: { readonly events: readonly string[]; readonly text: string }
}

/** As `brownout serve --quiet` runs it: with its ring of events and its log, which nobody reads. */
async function ours(): Promise<number> {
  const access = { token: 'never asked for', tokenForAll: false }
  const served = await ServedUpstream.start({
    serving: { name: null, script, expect: {} },
    seed: 42,
    host: '127.0.0.1',
    hostNames: undefined,
    firstPort: 0,
    access,
    judge: false,
    onExchange: () => {},
    onConnectionFailed: () => {},
    onBug: (error) => {
      throw error
    },
    onControl: () => {},
  })
  return Number(new URL(served.origins()[0]!.baseUrl).port)
}

/** The least that a person would write: it looks whether a stream is asked for, and has its answers ready. */
async function bare({ json, sse }: Answers, writeEvents: WriteEvents): Promise<number> {
  const bytes = Buffer.from(json.bytes)
  const events = sse.events.map((event) => Buffer.from(event))
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (text: string) => (body += text))
    request.on('end', () => {
      if (!(JSON.parse(body) as ChatBody).stream) {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes)
        return
      }
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
      writeEvents(response, events)
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

type WriteEvents = (response: ServerResponse, events: readonly Buffer[]) => void

/** A chunk for each event and one write for all, as Node did by itself up to 24: the same bytes as ours. */
const http = (answers: Answers) =>
  bare(answers, (response, events) => {
    const socket = response.socket!
    socket.cork()
    for (const event of events) {
      response.cork()
      response.write(event)
      response.uncork()
    }
    response.end()
    socket.uncork()
  })

/** Node 26 makes one chunk of all that is written in one turn: less to write, and half the work for who reads it. */
const merged = (answers: Answers) =>
  bare(answers, (response, events) => {
    for (const event of events) response.write(event)
    response.end()
  })

/** What no server can pass: bytes come, prepared bytes go, in one write. Nothing is read, nothing is framed. */
async function net({ json, sse }: Answers): Promise<number> {
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: '
  const jsonBytes = Buffer.from(
    `${head}application/json\r\ncontent-length: ${Buffer.byteLength(json.bytes)}\r\n\r\n${json.bytes}`,
  )
  const chunks = sse.events.map((event) => `${event.length.toString(16)}\r\n${event}\r\n`).join('')
  const streamBytes = Buffer.from(`${head}text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`)
  const server = createNetServer((socket) => {
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('data', (bytes) => socket.write(bytes.includes('"stream":true') ? streamBytes : jsonBytes))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

async function aimock({ json, sse }: Answers): Promise<number> {
  const mock = new LLMock({ port: 0, chunkSize: charactersPerEvent })
  mock.on({ model: models.json }, { content: json.text })
  mock.on({ model: models.sse }, { content: sse.text })
  await mock.start()
  return mock.port
}

export const servers = { ours, http, merged, aimock, net }
export type ServerName = keyof typeof servers
