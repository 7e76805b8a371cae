import { TransportError, type TransportHeaders } from '../../../runtime/index.ts'
import type { ErrorClass } from '../../../protocol/errorClass.ts'
import type { CallOutcome } from '../../../history/index.ts'
import type { RetryErrorType } from './retryQuota.ts'

/** What a command of the SDK rejects with: `$metadata.httpStatusCode`, and the response's headers. */
export class ServiceError extends Error {
  override readonly name: string
  readonly status: number | null
  readonly headers: TransportHeaders | null

  constructor(name: string, message: string, status: number | null, headers: TransportHeaders | null = null) {
    super(message)
    this.name = name
    this.status = status
    this.headers = headers
  }
}

export const aborted = () => new ServiceError('AbortError', 'Request aborted', null)

const throttlingNames = new Set(['ThrottlingException', 'TooManyRequestsException', 'SlowDown', 'Throttling'])
const transientNames = new Set(['TimeoutError', 'RequestTimeout', 'RequestTimeoutException'])
const transientStatuses = new Set([500, 502, 503, 504])
const transientCodes = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** `getRetryErrorType`. */
export function retryErrorType(error: unknown): RetryErrorType {
  if (error instanceof TransportError) return transientCodes.has(codeOf(error)) ? 'TRANSIENT' : 'CLIENT_ERROR'
  if (!(error instanceof ServiceError)) return 'CLIENT_ERROR'
  const { name, status } = error
  if (status === 429 || throttlingNames.has(name)) return 'THROTTLING'
  if (transientNames.has(name) || (status !== null && transientStatuses.has(status))) return 'TRANSIENT'
  return status !== null && status >= 500 ? 'SERVER_ERROR' : 'CLIENT_ERROR'
}

/** The transport speaks with undici's codes; `node:http`, on which the SDK stands, gives ECONNRESET for each hang-up. */
function codeOf({ code, kind }: TransportError): string {
  return kind === 'closed' ? 'ECONNRESET' : code
}

/** What the caller gets when nothing is left to be tried. What AWS does not name has its status alone. */
export function outcomeOf(error: unknown): CallOutcome {
  if (error instanceof TransportError) {
    const message = `${codeOf(error)}: ${error.message}`
    return { ok: false, errorClass: error.kind === 'tls' ? null : 'network', message, status: null, retryAtMs: null }
  }
  if (!(error instanceof ServiceError)) throw error
  const { name, message, status } = error
  return { ok: false, errorClass: classOf(error), message: `${name}: ${message}`, status, retryAtMs: null }
}

function classOf({ status, name }: ServiceError): ErrorClass | null {
  if (name === 'AbortError') return 'aborted'
  return status === 429 ? 'rate_limited' : null
}
