import type { ErrorClass } from '../protocol/errorClass.ts'

/** Statuses, each with what it means to a chat client. */
const classes: Readonly<Record<number, ErrorClass>> = {
  400: 'invalid_request',
  401: 'auth',
  402: 'quota_exhausted',
  403: 'permission',
  404: 'not_found',
  405: 'invalid_request',
  408: 'timeout',
  409: 'conflict',
  413: 'invalid_request',
  422: 'invalid_request',
  425: 'conflict',
  429: 'rate_limited',
  500: 'server_error',
  502: 'server_error',
  503: 'overloaded',
  504: 'server_error',
  529: 'overloaded',
}

export const statuses = Object.keys(classes).map(Number)

/** What a status means where nothing else says more. */
export function classOfStatus(status: number): ErrorClass {
  return classes[status] ?? (status >= 500 ? 'server_error' : 'invalid_request')
}
