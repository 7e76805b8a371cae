import type { ErrorClass } from '../../src/protocol/errorClass.ts'

const classes: Readonly<Record<number, ErrorClass>> = {
  400: 'invalid_request',
  401: 'auth',
  402: 'quota_exhausted',
  403: 'permission',
  404: 'not_found',
  405: 'invalid_request',
  413: 'invalid_request',
  422: 'invalid_request',
}

/** What a status says where the body says nothing; undefined for one that invites another try (docs/client.md). */
export function classOfBareStatus(status: number): ErrorClass | undefined {
  return classes[status]
}
