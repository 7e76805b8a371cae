import type { ErrorClass } from '../../protocol/errorClass.ts'
import { jsonSteps } from '../answer.ts'
import { defineFault } from '../fault.ts'
import { seconds } from '../optionKinds.ts'

/** The statuses worth sending, each with what it means to a chat client. */
const classOfStatus: Record<number, ErrorClass> = {
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
const statuses = Object.keys(classOfStatus).map(Number)

export const status = defineFault<{ status: number; retryAfterSeconds?: number }>({
  type: 'status',
  doc: 'Answers with a bare status and a body that says no more than the status does.',
  source: 'RFC 9110 section 15; gateways answer so when they know nothing of chat.',
  options: (v) => ({
    status: v.pipe(
      v.number(),
      v.integer('a status from 200 to 599'),
      v.minValue(200, 'a status from 200 to 599'),
      v.maxValue(599, 'a status from 200 to 599'),
    ),
    retryAfterSeconds: v.optional(seconds(v)),
  }),
  arbitrary: (fc) =>
    fc.record(
      { status: fc.constantFrom(...statuses), retryAfterSeconds: fc.integer({ min: 1, max: 90 }) },
      { requiredKeys: ['status'] },
    ),
  *apply({ status, retryAfterSeconds }) {
    const errorClass = classOfStatus[status] ?? (status >= 500 ? 'server_error' : 'invalid_request')
    const body = { error: { message: `HTTP ${status}`, type: null, param: null, code: null } }
    const truth =
      retryAfterSeconds === undefined ? { class: errorClass } : { class: errorClass, waitMs: retryAfterSeconds * 1000 }
    const headers: Record<string, string> =
      retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
    yield* jsonSteps(status, body, truth, headers)
  },
})
