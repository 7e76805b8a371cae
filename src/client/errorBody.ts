import type { TransportHeaders } from '../runtime/index.ts'
import { errorsIn, objectAt, parsedObject, textOf, type Fields } from './errorShapes.ts'

/** What a body says of an error, in whichever dialect. */
export interface ErrorBody {
  /** The words that may name the error, in lower case, the most telling first. */
  readonly words: readonly string[]
  /** The sentence for people, from the innermost error; empty if there is none. */
  readonly message: string
  /** The HTTP status that a gateway put into the body because it had sent 200 already. */
  readonly status?: number
  readonly requestId?: string
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
  const message = errors.map(messageOf).find((text) => text !== '') ?? ''
  const status = errors.map(statusOf).find((found) => found !== undefined)
  const requestId = [document, ...errors].map(requestIdOf).find((found) => found !== undefined) ?? idInMessage(message)
  return {
    words: [
      ...baseRespWords(baseRespCode(document)),
      ...codeInMessage(message),
      ...errors.flatMap(wordsOf),
      ...finishWords(document),
    ],
    message,
    ...(status === undefined ? {} : { status }),
    ...(requestId === undefined ? {} : { requestId }),
    headers: headersIn(errors),
    isPage: false,
    isQuoted: errors.some((error) => textOf(objectAt(error, 'metadata')?.['raw']) !== ''),
  }
}

/** Some gateways send a refused stream's error as an event even with status 400. */
function dataOfEvent(body: string): string {
  return /^(?:event:[^\n]{0,100}\n)?data:([^\n]*)/.exec(body)?.[1] ?? body
}

/** Longer than this, or with control characters, it is no sentence. */
const plainSentence = /^[^\p{Cc}<>{}[\]]{1,300}$/u

function plainBody(body: string): ErrorBody {
  const start = body.slice(0, 1_000).trim()
  const text = /^"(.*)"$/.exec(start)?.[1] ?? start
  const isSentence = plainSentence.test(text) && /\p{L}{3}/u.test(text) && !/^(null|true|false)$/.test(text)
  return { words: [], message: isSentence ? text : '', headers: {}, isPage: start.startsWith('<'), isQuoted: false }
}

function messageOf(error: Fields): string {
  return (
    ['message', 'msg', 'detail', 'status_msg'].map((name) => textOf(error[name])).find((text) => text !== '') ??
    textOf(objectAt(error, 'base_resp')?.['status_msg'])
  )
}

function wordsOf(error: Fields): string[] {
  const metadata = objectAt(error, 'metadata')
  return [
    metadata?.['limit_source'],
    objectAt(error, 'availability')?.['code'],
    ...Object.keys(metadata ?? {})
      .slice(0, 20)
      .map((key) => `metadata.${key}`),
    error['code'],
    error['error_type'],
    metadata?.['error_type'],
    error['type'],
  ].flatMap((word) => (typeof word === 'string' && word !== '' && word.length <= 100 ? [word.toLowerCase()] : []))
}

/** MiniMax reports errors as `base_resp.status_code`, also in an HTTP 200; 0 is none. */
export function baseRespCode(document: Fields): number {
  const code = objectAt(document, 'base_resp')?.['status_code']
  return typeof code === 'number' || typeof code === 'string' ? Number(code) || 0 : 0
}

const baseRespWords = (code: number | string) => (Number(code) === 0 ? [] : [`base_resp:${code}`])

/** Where MiniMax speaks with an HTTP status, its number ends the sentence: "insufficient balance (1008)". */
function codeInMessage(message: string): string[] {
  const code = /\((\d{4,5})\)(?: ?\(request id: [\w-]{1,100}\))?$/i.exec(message.slice(-300).trimEnd())?.[1]
  return baseRespWords(code ?? 0)
}

/** A choice that ended in an error, whether or not it says in which. */
function finishWords(document: Fields): string[] {
  const { choices } = document
  const reason: unknown = Array.isArray(choices)
    ? (choices[0] as Fields | null | undefined)?.['finish_reason']
    : undefined
  return reason === 'error' ? ['finish_reason:error'] : []
}

function statusOf(error: Fields): number | undefined {
  return ['code', 'http_code', 'http_status', 'status', 'status_code']
    .map((name) => error[name])
    .filter((value) => typeof value === 'number' || (typeof value === 'string' && /^\d{3}$/.test(value)))
    .map(Number)
    .find((status) => Number.isInteger(status) && status >= 400 && status < 600)
}

function requestIdOf(error: Fields): string | undefined {
  const id = error['request_id']
  return typeof id === 'string' && id !== '' ? id : undefined
}

/** Gateways of the one-api family end their sentences with it. */
function idInMessage(message: string): string | undefined {
  return /\(request id: ([\w-]{1,100})\)$/i.exec(message.slice(-300).trimEnd())?.[1]
}

/** Most errors repeat none. The outermost speaks for itself: it goes before what it quotes. */
function headersIn(errors: readonly Fields[]): TransportHeaders {
  let headers: TransportHeaders = {}
  for (const error of errors) {
    const repeated = objectAt(objectAt(error, 'metadata') ?? {}, 'headers')
    for (const [name, value] of Object.entries(repeated ?? {}).slice(0, 50)) {
      if (typeof value === 'string') headers = { ...headers, [name.toLowerCase()]: value }
    }
    const retryAfter = objectAt(error, 'availability')?.['retry_after']
    if (typeof retryAfter === 'number') headers = { ...headers, 'retry-after': String(retryAfter) }
  }
  return headers
}
