import { crc32 } from 'node:zlib'
import { catalogue } from '../../../src/faults/index.ts'
import { body, bodyHead, chunked, events } from '../healthy.ts'
import { at, atOnce, chunk, head, json, lastChunk, type Piece } from '../http.ts'
import { response } from '../response.ts'

const { blankLines, contentEncoding, finishReason, jsonForStream, streamForJson } = catalogue

const said = '[m call 3 try 1] Patience is a resource: spend it well. Kiên nhẫn 🐢'
const utf8 = (text: string) => Buffer.from(text).toString('latin1')

/** Bytes as the reader shows them: a letter each. */
const letters = (...bytes: readonly number[]) => String.fromCharCode(...bytes)
const le16 = (value: number) => letters(value & 0xff, value >> 8)
const le32 = (value: number) => le16(value & 0xffff) + le16(value >>> 16)
const magic = letters(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff)
const stored = (bytes: string) => letters(0) + le16(bytes.length) + le16(bytes.length ^ 0xffff) + bytes
const trailer = (bytes: string) =>
  letters(1, 0, 0, 0xff, 0xff) + le32(crc32(Buffer.from(bytes, 'latin1'))) + le32(bytes.length)
const half = (bytes: string) => bytes.slice(0, Math.ceil(bytes.length / 2))

const zippedHead = (type: string) =>
  head(200, { 'content-type': type, 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' })
const zippedJson = (...pieces: readonly string[]) =>
  atOnce(zippedHead('application/json'), ...pieces.map(chunk), lastChunk)

/** A stream, each of its events in a block of its own, up to the event in the middle. */
function zippedStream(rest: (bytes: string) => string): Piece[] {
  const middle = Math.floor(events.length / 2)
  const blocks = events
    .slice(0, middle)
    .map(({ atMs, bytes }, nth) => at(atMs, (nth === 0 ? magic : '') + stored(bytes)))
  const { atMs, bytes } = events[middle]!
  return [
    at(0, zippedHead('text/event-stream; charset=utf-8')),
    ...[...blocks, at(atMs, rest(bytes))].map((piece) => at(piece.atMs, chunk(piece.bytes))),
    at(atMs, lastChunk),
  ]
}

const labelled = (coding: string) =>
  atOnce(bodyHead.replace('\r\n\r\n', `\r\ncontent-encoding: ${coding}\r\n\r\n`), body)

const cutDocument = (text: string, reason: string) =>
  json(200, {
    id: 'chatcmpl-m-3-0',
    object: 'chat.completion',
    created: 1_767_225_600,
    model: 'm',
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: reason }],
    usage: { prompt_tokens: 12, completion_tokens: 8, total_tokens: 20 },
  })

const asStream = (choices: string) =>
  utf8(
    `data: {"id":"chatcmpl-m-3-0","object":"chat.completion.chunk","created":1767225600,"model":"m","choices":[${choices}],"usage":{"prompt_tokens":12,"completion_tokens":8,"total_tokens":20}}\n\n`,
  )

export const forms = {
  blankLines: [
    response({
      fault: blankLines({ everyMs: 10, forMs: 35 }),
      pieces: [
        at(0, head(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' })),
        ...[10, 20, 30].map((atMs) => at(atMs, chunk('\n'))),
        at(35, chunk(body), lastChunk),
      ],
      ending: 'reuse',
    }),
  ],
  contentEncoding: [
    response({
      fault: contentEncoding({ form: 'gzip' }),
      pieces: zippedJson(magic + stored(body), trailer(body)),
      ending: 'reuse',
    }),
    response({
      fault: contentEncoding({ form: 'truncatedGzip' }),
      pieces: zippedJson(half(magic + stored(body))),
      ending: 'reuse',
    }),
    response({
      fault: contentEncoding({ form: 'truncatedGzip' }),
      stream: true,
      pieces: zippedStream((bytes) => half(stored(bytes))),
      ending: 'reuse',
    }),
    response({
      fault: contentEncoding({ form: 'corruptGzip' }),
      pieces: zippedJson(`${magic}\x06${body}`),
      ending: 'reuse',
    }),
    response({
      fault: contentEncoding({ form: 'corruptGzip' }),
      stream: true,
      pieces: zippedStream((bytes) => `\x06${bytes}`),
      ending: 'reuse',
    }),
    response({ fault: contentEncoding({ form: 'plainAsGzip' }), pieces: labelled('gzip'), ending: 'reuse' }),
    response({ fault: contentEncoding({ form: 'plainAsBrotli' }), pieces: labelled('br'), ending: 'reuse' }),
    response({ fault: contentEncoding({ form: 'unknown' }), pieces: labelled('x-none'), ending: 'reuse' }),
  ],
  finishReason: [
    response({
      fault: finishReason({ reason: 'length', afterDeltas: 2 }),
      pieces: atOnce(cutDocument('[m call', 'length')),
      ending: 'reuse',
    }),
    response({
      fault: finishReason({ reason: 'content_filter', afterDeltas: 0 }),
      pieces: atOnce(cutDocument('', 'content_filter')),
      ending: 'reuse',
    }),
  ],
  jsonForStream: [
    response({
      fault: jsonForStream({}),
      stream: true,
      pieces: [
        at(
          events.at(-1)!.atMs,
          json(200, {
            id: 'chatcmpl-m-3-0',
            object: 'chat.completion',
            model: 'm',
            choices: [{ index: 0, message: { role: 'assistant', content: said }, finish_reason: 'stop' }],
          }),
        ),
      ],
      ending: 'reuse',
    }),
  ],
  streamForJson: [
    response({
      fault: streamForJson({}),
      pieces: chunked([
        at(0, asStream(`{"index":0,"delta":{"role":"assistant","content":"${said}"},"finish_reason":null}`)),
        at(0, asStream('{"index":0,"delta":{},"finish_reason":"stop"}')),
        at(0, 'data: [DONE]\n\n'),
      ]),
      ending: 'reuse',
    }),
  ],
}
