import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bodyOf, exchangeOf, headOf, told } from '../../../test/support/exchange.ts'
import { answer } from '../answer.ts'
import { decide, initialState } from '../decide.ts'
import { faultNamed } from '../faultOf.ts'
import type { FaultSpec } from '../fault.ts'
import { always } from '../script.ts'
import type { Step } from '../steps.ts'
import * as catalogue from './index.ts'

const { errorInSuccess, invalidJson, latency, limitData, missingDone, noHeaders, rateLimit, resetPeer, stall, status } =
  catalogue
const faults = Object.entries(catalogue)

function bend(spec: FaultSpec, changed: Parameters<typeof exchangeOf>[0] = {}): Step[] {
  return [...decide({ models: { m: [always(spec)] } }, initialState, exchangeOf(changed)).steps]
}
const healthy = (stream = false) => [...answer(exchangeOf({ stream }))]
const sizeOf = (steps: Iterable<Step>) => Buffer.byteLength(bodyOf(steps))

describe('every fault', () => {
  test.each(faults)('%s is called by its type, and says what it does and who has seen it', (name, fault) => {
    expect(fault.type).toBe(name)
    expect(faultNamed(name)).toBe(fault)
    expect(fault.doc).toMatch(/^[A-Z].*\.$/)
    expect(fault.source).not.toBe('')
  })

  test.each(faults)('%s plays whatever options are drawn for it, and is the same each time', (_name, fault) => {
    fc.assert(
      fc.property(fault.arbitrary(fc) as fc.Arbitrary<never>, fc.boolean(), (options, stream) => {
        const spec = fault(options)
        expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
        if (fault.on === 'connection') {
          expect(fault.connect(options)).toEqual(fault.connect(options))
          return
        }
        const steps = bend(spec, { stream })
        expect(bend(spec, { stream })).toEqual(steps)
        expect(['end', 'hang', 'reset', 'fin', 'goaway', 'rst-stream']).toContain(steps.at(-1)!.do)
        expect(steps.filter((step) => step.do === 'head').length).toBeLessThan(2)
      }),
      { numRuns: 20 },
    )
  })
})

describe('what each one does', () => {
  test.each([
    ['latency', latency({ delayMs: 60 }), ['wait 60', ...told(healthy())]],
    ['no headers', noHeaders({}), ['hang']],
    ['reset before the headers', resetPeer({}), ['reset']],
    ['reset in the body', resetPeer({ afterBytes: 9 }), ['head 200', '9 bytes', 'reset']],
    ['cut in the body', limitData({ bytes: 9 }), ['head 200', '9 bytes', 'fin']],
    ['cut after the head', limitData({ bytes: 0 }), ['head 200', 'fin']],
    ['stalled in the body', stall({ bytes: 9 }), ['head 200', '9 bytes', 'hang']],
    ['stalled after the head', stall({ bytes: 0 }), ['head 200', 'hang']],
    ['nothing at all', invalidJson({ form: 'empty' }), ['head 200', 'end']],
  ])('%s', (_story, spec, expected) => {
    expect(told(bend(spec))).toEqual(expected)
  })

  test('a cut counts bytes over all pieces of a stream', () => {
    for (const bytes of [1, 100, 700]) expect(sizeOf(bend(limitData({ bytes }), { stream: true }))).toBe(bytes)
  })

  test('a piece that was cut carries no text: the history never says that more went out', () => {
    const texts = bend(limitData({ bytes: sizeOf(healthy()) - 1 })).map((step) =>
      step.do === 'data' ? step.text : undefined,
    )
    expect(texts).toEqual([undefined, undefined, undefined])
  })

  test('a cut beyond the end cuts nothing, and a stall there comes too late', () => {
    const beyond = sizeOf(healthy())
    expect(bend(limitData({ bytes: beyond }))).toEqual(healthy())
    expect(told(bend(stall({ bytes: beyond })))).toEqual([...told(healthy()), 'hang'])
  })

  test('a missing [DONE] keeps every word, and the finish marker only where it is asked for', () => {
    for (const finishReason of [true, false]) {
      const body = bodyOf(bend(missingDone({ finishReason }), { stream: true }))
      expect(body).toContain(' well.')
      expect(body).not.toContain('[DONE]')
      expect(body.includes('"finish_reason":"stop"')).toBe(finishReason)
    }
    expect(bend(missingDone({ finishReason: false }))).toEqual(healthy())
  })

  test.each([true, false])(
    'nor does it tear pieces out of a stream that is sliced (finish marker: %s)',
    (finishReason) => {
      const rules = [always(missingDone({ finishReason })), always(catalogue.slicer({ bytes: 7 }))]
      const sliced = [...decide({ models: { m: rules } }, initialState, exchangeOf({ stream: true })).steps]
      expect(bodyOf(sliced)).toBe(bodyOf(bend(missingDone({ finishReason }), { stream: true })))
    },
  )

  test('a key that is required: one that comes with anything else is refused', () => {
    const spec = catalogue.keyRequired({ provider: 'kimi' })
    expect(bend(spec)).toEqual(healthy())
    expect(headOf(bend(spec, { bearsKey: false }))).toMatchObject({ status: 401, truth: { class: 'auth' } })
  })

  test('a page of a gateway is no JSON, and says who speaks', () => {
    const steps = bend(catalogue.errorPage({ status: 524 }))
    expect(headOf(steps)).toMatchObject({ status: 524, headers: { 'cf-ray': '8f1c000000000002-FRA' } })
    expect(bodyOf(steps)).toContain('Ray ID: <strong>8f1c000000000002</strong>')
    expect(bodyOf(steps)).toContain('| 524: A timeout occurred</title>')
  })

  test('an error in a success', () => {
    const steps = bend(errorInSuccess({ error: 'quotaExhausted', provider: 'minimax' }))
    expect(headOf(steps)).toMatchObject({ status: 200, truth: { class: 'quota_exhausted' } })
    expect(bodyOf(steps)).toContain('"status_code":1008')
  })
})

describe('a 429', () => {
  const asked = (spec: FaultSpec) => {
    const { headers, truth } = headOf(bend(spec))
    return { retryAfter: headers['retry-after'] ?? headers['retry-after-ms'], waitMs: truth.waitMs }
  }
  test.each([
    ['without a hint', rateLimit({}), { retryAfter: undefined, waitMs: undefined }],
    ['with seconds', rateLimit({ retryAfterSeconds: 3 }), { retryAfter: '3', waitMs: 3_000 }],
    [
      'the finer wait goes first',
      rateLimit({ retryAfterSeconds: 3, waitMs: 1_500 }),
      { retryAfter: '2', waitMs: 2_000 },
    ],
    ['in milliseconds', rateLimit({ waitMs: 1_500, rendering: 'milliseconds' }), { retryAfter: '1500', waitMs: 1_500 }],
    [
      'in garbage: the truth is that it asks for nothing',
      rateLimit({ raw: 'abc' }),
      { retryAfter: 'abc', waitMs: undefined },
    ],
    ['and an empty one', rateLimit({ raw: '' }), { retryAfter: '', waitMs: undefined }],
  ])('%s', (_story, spec, expected) => {
    expect(asked(spec)).toEqual(expected)
  })

  test('by a clock that is an hour behind, and says so in its Date', () => {
    const steps = bend(rateLimit({ waitMs: 3_000, rendering: 'imf-fixdate', clockSkewMs: -3_600_000 }))
    expect(headOf(steps)).toMatchObject({
      headers: { date: 'Wed, 31 Dec 2025 23:00:00 GMT', 'retry-after': 'Wed, 31 Dec 2025 23:00:03 GMT' },
      truth: { class: 'rate_limited', waitMs: 3_000 },
    })
  })

  test('a bare status may ask for a wait too', () => {
    expect(asked(status({ status: 503, retryAfterSeconds: 2 }))).toEqual({ retryAfter: '2', waitMs: 2_000 })
    expect(headOf(bend(status({ status: 418 }))).truth).toEqual({ class: 'invalid_request' })
    expect(headOf(bend(status({ status: 599 }))).truth).toEqual({ class: 'server_error' })
  })
})
