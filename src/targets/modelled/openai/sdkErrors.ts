import type { ErrorClass } from '../../../protocol/errorClass.ts'
import type { CallOutcome } from '../../../history/index.ts'

/** What the SDK throws. `name` is the class's, by which its users tell errors apart. */
export class SdkError extends Error {
  override readonly name: string
  readonly status: number | null

  constructor(name: string, message: string, status: number | null = null) {
    super(message)
    this.name = name
    this.status = status
  }
}

export const userAbort = () => new SdkError('APIUserAbortError', 'Request was aborted.')

/** `advice` is given where undici gave up before the SDK would have. */
export function connectionTimeout(advice = ''): SdkError {
  return new SdkError('APIConnectionTimeoutError', `Request timed out.${advice}`)
}

export const connectionError = () => new SdkError('APIConnectionError', 'Connection error.')

const nameOfStatus: Readonly<Record<number, string>> = {
  400: 'BadRequestError',
  401: 'AuthenticationError',
  403: 'PermissionDeniedError',
  404: 'NotFoundError',
  409: 'ConflictError',
  422: 'UnprocessableEntityError',
  429: 'RateLimitError',
}

/** `APIError.generate` for a status, with the body as it was read. */
export function statusError(status: number, body: string): SdkError {
  const name = nameOfStatus[status] ?? (status >= 500 ? 'InternalServerError' : 'APIError')
  const parsed = safeJson(body)
  const said = parsed ? errorIn(parsed) : undefined
  return new SdkError(name, messageOf(status, said, parsed ? undefined : body), status)
}

/** An error object inside of a stream. */
export function streamError(error: unknown): SdkError {
  return new SdkError('APIError', messageOf(undefined, error, undefined))
}

function errorIn(parsed: unknown): unknown {
  if (typeof parsed !== 'object') return (parsed as { error?: unknown }).error
  const { error } = parsed as { error?: unknown }
  return error ?? parsed
}

/** `APIError.makeMessage`; what is empty counts as not given. */
function messageOf(status: number | undefined, error: unknown, text: string | undefined): string {
  const message = messageIn(error) || text
  if (status !== undefined) return message ? `${status} ${message}` : `${status} status code (no body)`
  return message || '(no status code or body)'
}

function messageIn(error: unknown): string | undefined {
  const { message } = (error ?? {}) as { message?: unknown }
  const told = message || error
  if (!told) return undefined
  return message && typeof message === 'string' ? message : JSON.stringify(told)
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const classOfName: Readonly<Record<string, ErrorClass>> = {
  BadRequestError: 'invalid_request',
  AuthenticationError: 'auth',
  PermissionDeniedError: 'permission',
  NotFoundError: 'not_found',
  ConflictError: 'conflict',
  UnprocessableEntityError: 'invalid_request',
  RateLimitError: 'rate_limited',
  InternalServerError: 'server_error',
  APIConnectionTimeoutError: 'timeout',
  APIConnectionError: 'network',
  APIUserAbortError: 'aborted',
}

/** What a caller gets of an error; one that is not the SDK's own is thrown on. */
export function outcomeOf(error: unknown): CallOutcome {
  if (!(error instanceof Error)) throw error
  const { name, message } = error
  const status = error instanceof SdkError ? error.status : null
  return { ok: false, errorClass: classOfName[name] ?? null, message: `${name}: ${message}`, status, retryAtMs: null }
}
