import { defineFault } from '../../src/faults/index.ts'
import { jsonSteps } from '../../src/faults/answer.ts'
import { data, end, head, wait } from '../../src/faults/steps.ts'
import type { ErrorClass } from '../../src/protocol/errorClass.ts'

/** Any answer in JSON, word for word. */
export const says = defineFault<{ status: number; body: unknown; means?: ErrorClass | 'ok' }>({
  type: 'says',
  doc: 'Answers with a given status and body.',
  source: 'made for a test',
  arbitrary: (fc) => fc.constant({ status: 200, body: {} }),
  apply: ({ status, body, means = 'ok' }) => jsonSteps(status, body, { class: means }),
})

/** The first tries of some calls (of all, unless they are named) are answered with a status, the others as usual. */
export const failsFirst = defineFault<{ status: number; tries: number; calls?: readonly number[] }>({
  type: 'failsFirst',
  doc: 'Answers the first tries of a call with a bare status.',
  source: 'made for a test',
  arbitrary: (fc) => fc.constant({ status: 500, tries: 1 }),
  apply: ({ status, tries, calls }, { attempt, call }, next) => {
    if (attempt >= tries || (calls !== undefined && !calls.includes(call ?? -1))) return next()
    return jsonSteps(status, { error: { message: `HTTP ${status}` } }, { class: 'server_error' })
  },
})

/** A body that never falls silent, and takes minutes. */
export const drips = defineFault<{ everyMs: number; drops: number }>({
  type: 'drips',
  doc: 'Sends blanks, one at a time, then the answer.',
  source: 'requests: the read time-out is between two reads; it is no deadline.',
  arbitrary: (fc) => fc.constant({ everyMs: 10_000, drops: 60 }),
  *apply({ everyMs, drops }) {
    yield head(200, { 'content-type': 'application/json' }, { class: 'ok' })
    for (let drop = 0; drop < drops; drop += 1) {
      yield wait(everyMs)
      yield data(new TextEncoder().encode(' '))
    }
    yield data(new TextEncoder().encode('{"choices":[{"message":{"content":"late"},"finish_reason":"stop"}]}'))
    yield end
  },
})

/** A whole answer with a usage of its own, or without one. */
export function completionWith(text: string, usage?: object): object {
  const choices = [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }]
  return usage === undefined ? { choices } : { choices, usage }
}
