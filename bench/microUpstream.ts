// The upstream of `micro.ts` and `memory.ts`, a process of its own so that its CPU is not counted. The path's first part
// says how it answers: /json, /few (a stream in three writes), /each (a stream, a write for each event), /fail (a 500),
// /cut (a stream that breaks in its middle) or /hang (never).
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerBody, streamEvents } from './microAnswer.ts'

const writesOfFew = 3

const each = streamEvents.map((event) => Buffer.from(event))
const perWrite = Math.ceil(each.length / writesOfFew)
const few = Array.from({ length: writesOfFew }, (_, index) =>
  Buffer.concat(each.slice(index * perWrite, (index + 1) * perWrite)),
)
const body = Buffer.from(answerBody)

const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    switch (request.url!.split('/')[1]) {
      case 'json':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
        response.end(body)
        return
      case 'few':
        writeApart(streamed(response), few, 0)
        return
      case 'each':
        writeApart(streamed(response), each, 0)
        return
      case 'fail':
        response.writeHead(500, { 'content-type': 'application/json' })
        response.end('{"error":{"message":"The server had an error","type":"server_error"}}')
        return
      case 'cut':
        streamed(response).write(few[0], () => response.destroy())
    }
  })
})

function streamed(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
}

/** Each piece in a turn of its own: pieces of one turn would leave in one segment. */
function writeApart(response: ServerResponse, pieces: readonly Buffer[], index: number): void {
  if (index === pieces.length) {
    response.end()
    return
  }
  response.write(pieces[index])
  setImmediate(() => writeApart(response, pieces, index + 1))
}

server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
// Whatever is asked, the answer is how many connections stand.
process.on('message', () => server.getConnections((_error, count) => process.send!(count)))
