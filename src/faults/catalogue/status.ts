import { fixedSteps } from '../answer.ts'
import { defineFault } from '../fault.ts'
import { seconds } from '../optionKinds.ts'
import { classOfStatus, statuses } from '../statusClass.ts'

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
  apply({ status, retryAfterSeconds }) {
    const errorClass = classOfStatus(status)
    const truth =
      retryAfterSeconds === undefined ? { class: errorClass } : { class: errorClass, waitMs: retryAfterSeconds * 1000 }
    const headers: Record<string, string> =
      retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
    return fixedSteps(status, bodyOf(status), truth, headers)
  },
})

const bodies = new Map<number, object>()

function bodyOf(status: number): object {
  let body = bodies.get(status)
  if (body === undefined)
    bodies.set(status, (body = { error: { message: `HTTP ${status}`, type: null, param: null, code: null } }))
  return body
}
