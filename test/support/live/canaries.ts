import { writings } from '../secrets.ts'

/** An answer, byte for byte, of a provider that repeats the key. */
export type Canary = (key: string) => string

const body = (status: string, type: string, text: string, ...headers: string[]) =>
  [
    `HTTP/1.1 ${status}`,
    `content-type: ${type}`,
    `content-length: ${Buffer.byteLength(text)}`,
    ...headers,
    'connection: close',
    '',
    text,
  ].join('\r\n')

const error = (message: string, more: object = {}) =>
  body('500 no', 'application/json', JSON.stringify({ error: { message, type: 'server_error', code: null, ...more } }))

const stream = (...events: string[]) =>
  ['HTTP/1.1 200 OK', 'content-type: text/event-stream', 'connection: close', '', events.join('')].join('\r\n')

const event = (document: unknown) => `data: ${JSON.stringify(document)}\n\n`
const chunk = (delta: object, finish: string | null = null, more: object = {}) =>
  event({ ...more, choices: [{ index: 0, delta, finish_reason: finish }] })
const whole = (...events: string[]) => stream(...events, chunk({}, 'stop'), 'data: [DONE]\n\n')
const base64 = (text: string) => Buffer.from(text).toString('base64')

/** An answer as it should be. */
export const goodAnswer = whole(chunk({ content: 'Hello' }))

/** Ways in which a key comes back: every one was seen of some server, proxy or gateway, or is how one would write it. */
export const canaries: Readonly<Record<string, Canary>> = {
  ...Object.fromEntries(
    Object.entries(writings).map(([how, write]) => [
      `in an error, ${how}`,
      (key: string) =>
        body('500 no', 'application/json', `{"error":{"message":"bad key ${write(key)}","type":"auth"}}`),
    ]),
  ),
  'as Bearer': (key) => error(`you sent Authorization: Bearer ${key}`),
  'as a query string': (key) => error(`GET /v1/chat/completions?api_key=${encodeURIComponent(key)}&x=1 failed`),
  'as base64': (key) => error(`Basic ${base64(`user:${key}`)}`),
  'as base64 of the header': (key) => error(base64(`Bearer ${key}`)),
  'as base64url': (key) => error(Buffer.from(key).toString('base64url')),
  'in a stack trace': (key) => error(`Error: bad\n    at Client.send (client.js:10:3)\n    at key=${key} (x.js:1:1)`),
  'in the code': (key) => error('no', { code: key }),
  'in the type': (key) => error('no', { type: key }),
  'in a page': (key) => body('502 no', 'text/html', `<html><title>502</title><pre>X-Key: ${key}</pre></html>`),
  'as XML': (key) =>
    body('500 no', 'application/xml', `<e>${Array.from(key, (c) => `&#${c.charCodeAt(0)};`).join('')}</e>`),
  'behind the status': (key) => body(`500 bad key ${key}`, 'text/plain', 'no'),
  'in a header': (key) => body('500 no', 'text/plain', 'no', `x-request-id: ${key}`, `x-key: Bearer ${key}`),
  'in Retry-After': (key) => body('429 no', 'text/plain', 'no', `retry-after: ${key}`),
  'in a redirect': (key) => body('307 away', 'text/plain', '', `location: https://x.test/v1?key=${key}`),
  'in a header that is none': (key) => `HTTP/1.1 200 OK\r\nx key ${key}\r\n\r\n`,
  'in place of HTTP': (key) => `${key} is no key\r\n\r\n`,
  'in the length of a chunk': (key) => `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${key}\r\n`,
  'in an interim answer': (key) => `HTTP/1.1 103 Early Hints\r\nlink: ${key}\r\n\r\n${error('no')}`,
  'in a cut body': (key) => `HTTP/1.1 200 OK\r\ncontent-length: 900\r\nconnection: close\r\n\r\n{"choices":"${key}`,
  'in the words of an answer': (key) => whole(chunk({ content: `your key is ${key}` })),
  'letter by letter, over pieces': (key) => whole(...Array.from(key, (content) => chunk({ content }))),
  'in two pieces': (key) => whole(chunk({ content: key.slice(0, 13) }), chunk({ content: key.slice(13) })),
  'in an error of a stream': (key) => stream(chunk({ content: 'a' }), event({ error: { message: `bad key ${key}` } })),
  'in a comment of a stream': (key) => whole(`: ${key}\n\n`, chunk({ content: 'a' })),
  'in the name of an event': (key) => whole(`event: ${key}\ndata: {}\n\n`, chunk({ content: 'a' })),
  'as the finish reason': (key) => stream(chunk({ content: 'a' }), chunk({}, key), 'data: [DONE]\n\n'),
  'as the model': (key) => whole(chunk({ content: 'a' }, null, { model: key, id: key, system_fingerprint: key })),
  'in the usage': (key) =>
    whole(chunk({ content: 'a' }), event({ choices: [], usage: { prompt_tokens: key, note: key } })),
  'in what is no JSON': (key) => stream(chunk({ content: 'a' }), `data: {"key": ${key}\n\n`),
}
