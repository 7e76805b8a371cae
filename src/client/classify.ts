import type { ErrorClass } from '../protocol/errorClass.ts'
import { TransportError, type TransportHeaders } from '../runtime/index.ts'
import { askedWait } from './askedWait.ts'
import { classOfWord } from './dialects.ts'
import { failureOf, type Failure } from './failure.ts'

/** What a provider's error body says, in whichever dialect. */
interface ErrorWords {
  readonly words: readonly string[]
  readonly message: string
  /** OpenRouter puts the status into the body when it has sent 200 already. */
  readonly code?: number
}

/** A response that is no answer: the class comes from the body's own words first, from the status second. */
export function classifyResponse(status: number, headers: TransportHeaders, body: string, epochMs: number): Failure {
  const { words, message, code } = errorWords(body)
  const byWord = words.map((word) => classOfWord(word)).find((found) => found !== undefined)
  const errorClass = byWord ?? classOfMessage(message) ?? classOfStatus(status === 200 ? (code ?? status) : status)
  const wait = askedWait(headers, epochMs)
  const should = headers['x-should-retry']
  return {
    errorClass,
    reason: `http_${status}`,
    message: message === '' ? `HTTP ${status}` : message,
    status,
    requestId: single(headers['x-request-id']) ?? null,
    ...(errorClass === 'permission' && namesPlace.test(message) ? { spoils: 'endpoint' as const } : {}),
    ...(wait === undefined ? {} : { askedWaitMs: wait }),
    ...(should === 'true' || should === 'false' ? { shouldRetry: should === 'true' } : {}),
  }
}

/** A 403 about the model or the region leaves the key alive: another endpoint may be allowed. */
const namesPlace = /\b(model|region|country|territory)\b/i

/** True if a JSON document that came with status 200 is an error in disguise. */
export function isErrorDocument(document: unknown): boolean {
  if (typeof document !== 'object' || document === null) return false
  if ('error' in document && document.error !== null && document.error !== undefined) return true
  return baseRespCode(document) !== undefined
}

/** MiniMax reports errors as `base_resp.status_code` other than 0 in an HTTP 200. */
function baseRespCode(document: object): string | undefined {
  if (!('base_resp' in document)) return undefined
  const code = (document.base_resp as { status_code?: unknown } | null)?.status_code
  return typeof code === 'number' && code !== 0 ? `base_resp:${code}` : undefined
}

function errorWords(body: string): ErrorWords {
  let document: unknown
  try {
    document = JSON.parse(body)
  } catch {
    return { words: [], message: '' }
  }
  if (typeof document !== 'object' || document === null) return { words: [], message: '' }
  const error = 'error' in document ? document.error : document
  const { code, type, message } = (typeof error === 'object' && error !== null ? error : { message: error }) as Record<
    string,
    unknown
  >
  const base = baseRespCode(document)
  const words = [base, code, type].filter((word): word is string => typeof word === 'string')
  const baseMessage = (document as { base_resp?: { status_msg?: unknown } }).base_resp?.status_msg
  const text = message ?? baseMessage
  const isStatus = typeof code === 'number' && code >= 400 && code < 600
  return { words, message: typeof text === 'string' ? text : '', ...(isStatus ? { code } : {}) }
}

/** Sentences that mean something else than the status they come with. */
function classOfMessage(message: string): ErrorClass | undefined {
  if (/insufficient (account )?balance|exceeded your current (token )?quota/i.test(message)) return 'quota_exhausted'
  if (/model not exist/i.test(message)) return 'not_found'
  if (/maximum context length/i.test(message)) return 'context_length'
  return undefined
}

const classOfStatusTable: Readonly<Record<number, ErrorClass>> = {
  401: 'auth',
  402: 'quota_exhausted',
  403: 'permission',
  404: 'not_found',
  408: 'timeout',
  409: 'conflict',
  425: 'conflict',
  429: 'rate_limited',
  503: 'overloaded',
  529: 'overloaded',
}

function classOfStatus(status: number): ErrorClass {
  const listed = classOfStatusTable[status]
  if (listed !== undefined) return listed
  if (status >= 500) return 'server_error'
  if (status >= 400) return 'invalid_request'
  return status === 200 ? 'server_error' : 'protocol'
}

/** The transport's failure: nothing was answered, or not to its end. */
export function classifyTransport(error: unknown): Failure {
  if (!(error instanceof TransportError)) {
    return failureOf('network', 'other', error instanceof Error ? error.message : String(error), { cause: error })
  }
  const { phase, kind, code } = error
  const more = { cause: error }
  if (code === 'UND_ERR_INVALID_ARG')
    return failureOf('invalid_request', 'not_sendable', 'the request cannot be sent as HTTP', more)
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED')
    return failureOf('aborted', 'closed', 'the client was closed', more)
  switch (kind) {
    case 'tls':
      // ERR_SSL_* is a handshake that went wrong; everything else is a certificate, and stays wrong.
      return failureOf(code.startsWith('ERR_SSL_') ? 'tls_transient' : 'tls_permanent', code, `TLS: ${code}`, more)
    case 'timeout':
      return failureOf('timeout', phase === 'connect' ? 'connect' : phase, `timed out in phase ${phase}`, more)
    case 'malformed':
      return failureOf('protocol', 'bad_http', `malformed HTTP (${code})`, more)
    case 'closed':
      return phase === 'body'
        ? failureOf('protocol', 'truncated', 'the connection closed before the answer was complete', more)
        : failureOf('network', 'reset', `connection closed in phase ${phase} (${code})`, more)
    default:
      return failureOf('network', kind, `${kind} in phase ${phase} (${code})`, more)
  }
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
