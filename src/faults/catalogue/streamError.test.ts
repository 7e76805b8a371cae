import { describe, expect, test } from 'vitest'
import { bodyOf, exchangeOf, headOf } from '../../../test/support/exchange.ts'
import { answer } from '../answer.ts'
import type { Step } from '../steps.ts'
import { missingDone } from './missingDone.ts'
import { stall } from './stall.ts'
import { streamError, type StreamErrorOptions } from './streamError.ts'

const exchange = exchangeOf({ stream: true })
const healthy = [...answer(exchange)]
const broken = (options: StreamErrorOptions, next: readonly Step[] = healthy) => [
  ...streamError.apply(options, exchange, () => next),
]
const textsOf = (steps: readonly Step[]) => steps.flatMap((step) => (step.do === 'data' ? (step.text ?? []) : []))
const finishes = (steps: readonly Step[]) => steps.some((step) => step.do === 'data' && step.finish === true)

describe('a stream that breaks off with an error', () => {
  test.each([
    [{}, 'overloaded'],
    [{ error: 'rateLimit', provider: 'minimax' }, 'rate_limited'],
    [{ error: 'quotaExhausted', form: 'event' }, 'quota_exhausted'],
    [{ error: 'serverError', form: 'finishReason', provider: 'kimi' }, 'server_error'],
  ] as const)('%j is status 200, and means %s', (options, meaning) => {
    expect(headOf(broken(options))).toMatchObject({ status: 200, truth: { class: meaning } })
  })

  test('begins with it, or comes to it after so many pieces', () => {
    expect(bodyOf(broken({}))).toMatch(/^data: \{"error"/)
    for (const afterDeltas of [1, 5, 9]) expect(textsOf(broken({ afterDeltas }))).toHaveLength(afterDeltas)
  })

  test.each(['data', 'event', 'finishReason'] as const)(
    'never gives the answer to its end, however late (%s)',
    (form) => {
      const steps = broken({ form, afterDeltas: 1_000 })
      expect(textsOf(steps)).toEqual(textsOf(healthy))
      expect(finishes(steps)).toBe(false)
      expect(bodyOf(steps)).toContain('"code":"server_is_overloaded"')
      expect(bodyOf(steps)).not.toContain('"finish_reason":"stop"')
    },
  )

  test('says it before a clean end too, and nothing where the stream stalls before', () => {
    const cut = [...missingDone.apply({ finishReason: false }, exchange, () => healthy)]
    expect(bodyOf(broken({ afterDeltas: 1_000 }, cut))).toContain('server_is_overloaded')
    const stalled = broken({ afterDeltas: 1_000 }, [...stall.apply({ bytes: 300 }, exchange, () => healthy)])
    expect(bodyOf(stalled)).not.toContain('server_is_overloaded')
    expect(stalled.at(-1)).toEqual({ do: 'hang' })
  })

  test('a document is left as it is', () => {
    const json = [...answer(exchangeOf())]
    expect(broken({}, json)).toEqual(json)
  })

  test('an error stays the error it was', () => {
    const first = broken({ error: 'quotaExhausted' })
    expect(broken({ error: 'serverError' }, first)).toEqual(first)
  })
})
