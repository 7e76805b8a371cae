import type { ErrorClass } from '../protocol/errorClass.ts'
import { TransportError, type TransportHeaders } from '../runtime/index.ts'
import { askedWait } from './askedWait.ts'
import { classOfSentence, meaningOfWord } from './dialects/index.ts'
import { baseRespCode, readErrorBody, type ErrorBody } from './errorBody.ts'
import { isObject } from './errorShapes.ts'
import { failureOf, type Failure } from './failure.ts'
import { hintedWait } from './hintedWait.ts'
import { isRedirect, redirected } from './redirect.ts'
import { requestIdOf } from './requestId.ts'
import { classOfStatus, isGood, meansGaveUpWaiting } from './statusClass.ts'
import { wordsOf } from './thrown.ts'

/** A response that is no answer: the class comes from the body's own words first, from the status second. */
export function classifyResponse(status: number, headers: TransportHeaders, body: string, epochMs: number): Failure {
  if (isRedirect(status)) return redirected(status, headers)
  const said = readErrorBody(body)
  const askedWaitMs = askedWait(headers, epochMs) ?? askedWait(said.headers, epochMs)
  const errorClass = classOf(said, status)
  const hintedWaitMs = askedWaitMs === undefined ? hintedWait(said.message, epochMs) : undefined
  const spoils = spoilsOtherwise(errorClass, said, headers)
  const should = single(headers['x-should-retry'])
  const failure: { -readonly [Name in keyof Failure]: Failure[Name] } = {
    errorClass,
    reason: status === 404 && namesNoRoute(said) ? 'no_route' : `http_${status}`,
    message: said.message === '' ? `HTTP ${status}` : said.message,
    status,
    requestId: requestIdOf(headers, said.requestId),
  }
  if (spoils !== undefined) failure.spoils = spoils
  if (status === 200 && meansGaveUpWaiting(said.status ?? 0)) failure.mayBeBilled = true
  if (askedWaitMs !== undefined) failure.askedWaitMs = askedWaitMs
  if (hintedWaitMs !== undefined) failure.hintedWaitMs = hintedWaitMs
  if (should === 'true' || should === 'false') failure.shouldRetry = should === 'true'
  return failure
}

/** Words that mean one thing, then sentences, then words for a family, then the status, then words that say little. */
function classOf(said: ErrorBody, status: number): ErrorClass {
  let afterSentence: ErrorClass | undefined
  let afterStatus: ErrorClass | undefined
  for (const word of said.words) {
    const meaning = meaningOfWord(word)
    if (meaning === undefined) continue
    if (meaning.yieldsTo === undefined) return meaning.errorClass
    if (meaning.yieldsTo === 'sentence') afterSentence ??= meaning.errorClass
    else afterStatus ??= meaning.errorClass
  }
  const spoken = isGood(status) ? said.status : status
  return (
    classOfSentence(said.message) ??
    afterSentence ??
    (spoken === undefined ? undefined : classOfStatus(spoken)) ??
    afterStatus ??
    'server_error'
  )
}

/** A 403 about the model or the region leaves the key alive: another endpoint may be allowed. */
const namesPlace = /\b(model|region|country|territory)\b/i

/** Where the failure spoils something else than its class does. */
function spoilsOtherwise(errorClass: ErrorClass, said: ErrorBody, headers: TransportHeaders): Failure['spoils'] {
  if (errorClass === 'permission') {
    if (namesPlace.test(said.message)) return 'endpoint'
    // A page is a firewall's or a challenge (Cloudflare says so in a header): it shuts the host, and knows no keys.
    if (said.isPage || single(headers['cf-mitigated']) === 'challenge') return 'origin'
  }
  const speaksOfKey = errorClass === 'auth' || errorClass === 'permission' || errorClass === 'quota_exhausted'
  return said.isQuoted && speaksOfKey ? 'endpoint' : undefined
}

/** A 404 for the address and not for the model: the base URL is wrong. */
function namesNoRoute({ isPage, words, message }: ErrorBody): boolean {
  if (isPage) return true
  return words.every((word) => meaningOfWord(word)?.errorClass !== 'not_found') && noRoute.test(message)
}

const noRoute =
  /^(not found|404 page not found|no route\b.*|(unknown|invalid) (request )?url\b.*|cannot (get|post)\b.*)$/i

/** True if a JSON document that came with status 200, or an event of a stream, is an error in disguise. */
export function isErrorDocument(document: unknown): boolean {
  if (!isObject(document)) return false
  const { error, choices } = document
  if (saysError(error)) return true
  if (baseRespCode(document) !== 0 || document['object'] === 'error') return true
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined
  return isObject(choice) && (choice['finish_reason'] === 'error' || isObject(choice['error']))
}

/** Some servers fill in the field of every answer: with nothing. */
function saysError(error: unknown): boolean {
  if (error === null || error === undefined || error === false || error === '') return false
  return !isObject(error) || Object.keys(error).length > 0
}

/** The transport's failure: nothing was answered, or not to its end. */
export function classifyTransport(error: unknown): Failure {
  if (!(error instanceof TransportError)) {
    return failureOf('network', 'other', error instanceof Error ? error.message : wordsOf(error), { cause: error })
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
