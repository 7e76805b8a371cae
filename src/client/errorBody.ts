import type { TransportHeaders } from '../runtime/index.ts'
import { errorsIn, objectAt, parsedObject, textOf, type Fields } from './errorShapes.ts'

/** What a body says of an error, in whichever dialect. */
export interface ErrorBody {
  /** The words that may name the error, in lower case, the most telling first. */
  readonly words: readonly string[]
  /** The sentence for people, from the innermost error; empty if there is none. */
  readonly message: string
  /** The HTTP status that a gateway put into the body because it had sent 200 already. */
  readonly status: number | undefined
  readonly requestId: string | undefined
  /** Headers that the body repeats (OpenRouter's `metadata.headers` and `availability.retry_after`), in lower case. */
  readonly headers: TransportHeaders
  /** A page for a browser: a gateway, a firewall or a login speaks, and not the API. */
  readonly isPage: boolean
  /** A gateway quotes the provider behind it (`metadata.raw`): keys and balances named there are not the caller's. */
  readonly isQuoted: boolean
}

/** Reads a body of any shape; never throws, and never goes deeper than a handful of levels. */
export function readErrorBody(body: string): ErrorBody {
  const document = parsedObject(dataOfEvent(body))
  if (document === undefined) return plainBody(body)
  const errors = errorsIn(document)
  const message = firstIn(errors, messageOf) ?? ''
  const end = message.endsWith(')') ? message.slice(-300) : message.slice(-300).trimEnd()
  const words: string[] = []
  addBaseResp(words, baseRespCode(document))
  addBaseResp(words, codeAtEnd(end))
  for (const error of errors) addWords(words, error)
  if (endedInError(document)) words.push('finish_reason:error')
  return {
    words,
    message,
    status: firstIn(errors, statusOf),
    requestId: requestIdOf(document) ?? firstIn(errors, requestIdOf) ?? idAtEnd(end),
    headers: headersIn(errors),
    isPage: false,
    isQuoted: errors.some((error) => textOf(objectAt(error, 'metadata')?.['raw']) !== ''),
  }
}

/** What the innermost error that says it says. */
function firstIn<Found>(errors: readonly Fields[], find: (error: Fields) => Found | undefined): Found | undefined {
  for (const error of errors) {
    const found = find(error)
    if (found !== undefined) return found
  }
  return undefined
}

/** Some gateways send a refused stream's error as an event even with status 400. */
function dataOfEvent(body: string): string {
  if (!body.startsWith('data:') && !body.startsWith('event:')) return body
  return /^(?:event:[^\n]{0,100}\n)?data:([^\n]*)/.exec(body)?.[1] ?? body
}

/** Longer than this, or with control characters, it is no sentence. */
const plainSentence = /^[^\p{Cc}<>{}[\]]{1,300}$/u

function plainBody(body: string): ErrorBody {
  const start = body.trim()
  const text = /^"(.*)"$/.exec(start)?.[1] ?? start
  const isSentence = plainSentence.test(text) && /\p{L}{3}/u.test(text) && !/^(null|true|false)$/.test(text)
  return {
    words: [],
    message: isSentence ? text : '',
    status: undefined,
    requestId: undefined,
    headers: {},
    isPage: start.startsWith('<'),
    isQuoted: false,
  }
}

const messageNames = ['message', 'msg', 'detail', 'status_msg'] as const

function messageOf(error: Fields): string | undefined {
  for (const name of messageNames) {
    const text = textOf(error[name])
    if (text !== '') return text
  }
  const text = textOf(objectAt(error, 'base_resp')?.['status_msg'])
  return text === '' ? undefined : text
}

function addWords(words: string[], error: Fields): void {
  const metadata = objectAt(error, 'metadata')
  addWord(words, metadata?.['limit_source'])
  addWord(words, objectAt(error, 'availability')?.['code'])
  if (metadata !== undefined) for (const key of Object.keys(metadata).slice(0, 20)) addWord(words, `metadata.${key}`)
  addWord(words, error['code'])
  addWord(words, error['error_type'])
  addWord(words, metadata?.['error_type'])
  addWord(words, error['type'])
}

function addWord(words: string[], word: unknown): void {
  if (typeof word === 'string' && word !== '') words.push(word.toLowerCase())
}

/** MiniMax reports errors as `base_resp.status_code`, also in an HTTP 200; 0 is none. */
export function baseRespCode(document: Fields): number {
  const code = objectAt(document, 'base_resp')?.['status_code']
  return typeof code === 'number' || typeof code === 'string' ? Number(code) || 0 : 0
}

function addBaseResp(words: string[], code: number | string): void {
  if (Number(code) !== 0) words.push(`base_resp:${code}`)
}

/** Where MiniMax speaks with an HTTP status, its number ends the sentence: "insufficient balance (1008)". */
function codeAtEnd(end: string): string | 0 {
  if (!end.endsWith(')')) return 0
  return /\((\d{4,5})\)(?: ?\(request id: [\w-]{1,100}\))?$/i.exec(end)?.[1] ?? 0
}

/** A choice that ended in an error, whether or not it says in which. */
function endedInError({ choices }: Fields): boolean {
  return Array.isArray(choices) && (choices[0] as Fields | null | undefined)?.['finish_reason'] === 'error'
}

const statusNames = ['code', 'http_code', 'http_status', 'status', 'status_code'] as const

function statusOf(error: Fields): number | undefined {
  for (const name of statusNames) {
    const value = error[name]
    if (typeof value !== 'number' && !(typeof value === 'string' && /^\d{3}$/.test(value))) continue
    const status = Number(value)
    if (Number.isInteger(status) && status >= 400 && status < 600) return status
  }
  return undefined
}

function requestIdOf(error: Fields): string | undefined {
  const id = error['request_id']
  return typeof id === 'string' && id !== '' ? id : undefined
}

/** Gateways of the one-api family end their sentences with it. */
function idAtEnd(end: string): string | undefined {
  return end.endsWith(')') ? /\(request id: ([\w-]{1,100})\)$/i.exec(end)?.[1] : undefined
}

/** Most errors repeat none. The outermost speaks for itself: it goes before what it quotes. */
function headersIn(errors: readonly Fields[]): TransportHeaders {
  let headers: TransportHeaders = {}
  for (const error of errors) {
    const metadata = objectAt(error, 'metadata')
    const repeated = metadata && objectAt(metadata, 'headers')
    if (repeated !== undefined)
      for (const [name, value] of Object.entries(repeated).slice(0, 50))
        if (typeof value === 'string') headers = { ...headers, [name.toLowerCase()]: value }
    const retryAfter = objectAt(error, 'availability')?.['retry_after']
    if (typeof retryAfter === 'number') headers = { ...headers, 'retry-after': String(retryAfter) }
  }
  return headers
}
