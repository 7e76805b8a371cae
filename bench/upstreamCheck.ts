// What a server answers, read whole, before anything is timed.
import { connect } from 'node:net'
import { createParser } from 'eventsource-parser'
import { request } from 'undici'
import type { ChatCompletion, ChatCompletionChunk } from '../src/protocol/chat.ts'
import { eventCount, requestBody, requestHeaders, streamedText, type Kind } from './upstreamAnswer.ts'
import type { Answers } from './upstreamServers.ts'

/** Throws if the answers are not such as all servers must give. */
export async function answersOf(port: number): Promise<Answers> {
  const json = await read(port, 'json', 'application/json')
  const sse = await read(port, 'sse', 'text/event-stream')
  const jsonText = (JSON.parse(json) as ChatCompletion).choices[0]!.message.content
  const data: string[] = []
  createParser({ onEvent: (event) => void data.push(event.data) }).feed(sse)
  const chunks = data.slice(0, -1).map((event) => JSON.parse(event) as ChatCompletionChunk)
  const text = chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')
  if (data.length !== eventCount) throw new Error(`port ${port} sends ${data.length} events, not ${eventCount}`)
  if (data.at(-1) !== '[DONE]') throw new Error(`port ${port} ends its stream with ${data.at(-1)}`)
  if (text !== streamedText) throw new Error(`port ${port} streams something else: ${text}`)
  return { json: { bytes: json, text: jsonText }, sse: { events: data.map((event) => `data: ${event}\n\n`), text } }
}

async function read(port: number, kind: Kind, contentType: string): Promise<string> {
  const { statusCode, headers, body } = await request(`http://127.0.0.1:${port}/v1/chat/completions`, {
    method: 'POST',
    headers: requestHeaders,
    body: requestBody(kind),
  })
  if (statusCode !== 200) throw new Error(`port ${port} answers ${statusCode}: ${await body.text()}`)
  if (!String(headers['content-type']).startsWith(contentType))
    throw new Error(`port ${port} calls its answer ${String(headers['content-type'])}`)
  return body.text()
}

/** How many chunks of HTTP a stream comes in; what parses HTTP tells nobody. */
export async function chunksOf(port: number): Promise<number> {
  const body = requestBody('sse')
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\n` +
      `content-length: ${body.length}\r\n\r\n${body}`,
  )
  let answer = ''
  for await (const bytes of socket) {
    answer += (bytes as Buffer).toString('latin1')
    if (answer.endsWith('0\r\n\r\n')) break
  }
  return answer.match(/\r\n[0-9a-f]+\r\ndata: /g)?.length ?? 0
}
