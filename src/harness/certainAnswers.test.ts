import { describe, expect, test } from 'vitest'
import { connectionRefused, latency, limitData, serverError } from '../faults/catalogue/index.ts'
import { after, always, first, type Rule } from '../faults/index.ts'
import { certainAnswers } from './certainAnswers.ts'

const script = (...models: readonly (readonly Rule[])[]) => ({
  models: Object.fromEntries(models.map((rules, index) => [`model-${index}`, rules])),
})

describe('what a script makes certain', () => {
  test('a good first endpoint answers every call, whatever lies behind it', () => {
    expect(certainAnswers(script([], [always(serverError({}))]))).toEqual({ answeredAtLeast: 1 })
  })

  test('endpoints that always answer something else leave nothing to answer with', () => {
    const inAnyPlace = [first(1, latency({ delayMs: 5 })), always(serverError({}))]
    expect(certainAnswers(script([always(serverError({}))], inAnyPlace))).toEqual({ answeredAtMost: 0 })
    expect(certainAnswers(script([after(0, serverError({}))]))).toEqual({ answeredAtMost: 0 })
  })

  test('an origin that always refuses takes its models with it', () => {
    const refusing = { gateway: { serves: ['model-0'], rules: [always(connectionRefused({}))] } }
    expect(certainAnswers({ ...script([]), origins: refusing })).toEqual({ answeredAtMost: 0 })
  })

  test.each([
    ['one endpoint that may answer', script([always(serverError({}))], [])],
    ['an endpoint that recovers', script([first(3, serverError({}))])],
    ['a fault that only bends the answer', script([always(limitData({ bytes: 10_000 }))])],
  ])('nothing is certain with %s', (_what, uncertain) => {
    expect(certainAnswers(uncertain)).toEqual({})
  })
})
