import { describe, expect, test } from 'vitest'
import {
  connectionRefused,
  finishReason,
  latency,
  limitData,
  modelNotFound,
  playback,
  serverError,
  status,
} from '../../faults/catalogue/index.ts'
import { recorded } from '../../../test/support/recorded.ts'
import { after, always, first, type Rule } from '../../faults/index.ts'
import { certainAnswers } from './certainAnswers.ts'

/** A day of the models `model-0`, `model-1`, … with these rules, each at an origin of its own. */
function day(...models: readonly (readonly Rule[])[]) {
  const named = models.map((rules, index) => [`model-${index}`, rules] as const)
  const origins = Object.fromEntries(named.map(([model], index) => [`origin-${index}`, { serves: [model] }]))
  return { upstream: { models: Object.fromEntries(named), origins }, expect: standard }
}

const failing = always(serverError({}))
/** Three attempts of a second, with waits of a second, before the good one: well within a minute. */
const standard = {
  deadlineMs: 60_000,
  maxAttemptsPerCall: 6,
  maxAttemptsPerEndpoint: 3,
  backoff: { initialMs: 100, capMs: 1_000 },
  timeouts: { attemptMs: 1_000 },
}

describe('what is certain before a day begins', () => {
  test('a good first endpoint answers every call, whatever lies behind it', () => {
    expect(certainAnswers(day([], [failing]))).toEqual({ answeredAtLeast: 1 })
    expect(certainAnswers({ ...day([], [failing]), caller: { stream: true } })).toEqual({ answeredAtLeast: 1 })
  })

  test('a good endpoint behind bad ones answers where time and attempts are enough to reach it', () => {
    expect(certainAnswers(day([failing], []))).toEqual({ answeredAtLeast: 1 })
    expect(certainAnswers(day([always(modelNotFound({ provider: 'deepseek' }))], []))).toEqual({ answeredAtLeast: 1 })
    expect(certainAnswers(day([failing], [failing], []))).toEqual({})
    expect(certainAnswers({ ...day([failing], []), expect: { ...standard, deadlineMs: 7_000 } })).toEqual({})
  })

  test('what a filter withholds to the last word may be asked of nobody else', () => {
    const filtered = (afterDeltas: number) => [always(finishReason({ reason: 'content_filter', afterDeltas }))]
    expect(certainAnswers(day(filtered(0), []))).toEqual({})
    expect(certainAnswers(day(filtered(1), []))).toEqual({ answeredAtLeast: 1 })
  })

  test('endpoints that always answer something else leave nothing to answer with', () => {
    const inAnyPlace = [first(1, latency({ delayMs: 5 })), failing]
    expect(certainAnswers(day([failing], inAnyPlace))).toEqual({ answeredAtMost: 0 })
    expect(certainAnswers(day([after(0, serverError({}))]))).toEqual({ answeredAtMost: 0 })
  })

  test('an origin that always refuses takes its models with it', () => {
    const origins = { gateway: { serves: ['model-0'], rules: [always(connectionRefused({}))] } }
    expect(certainAnswers({ upstream: { models: { 'model-0': [] }, origins }, expect: {} })).toEqual({
      answeredAtMost: 0,
    })
  })

  const shared = { gateway: { serves: ['model-0', 'model-1'] } }
  const halfGood = day([failing], [])
  test.each([
    ['an endpoint that recovers', day([first(3, serverError({}))])],
    ['a fault that only bends the answer', day([always(limitData({ bytes: 10_000 }))])],
    ['a recording', day([always(playback({ exchanges: [recorded()], model: 'm' }))])],
    ['a recording before what never answers', day([first(1, playback({ exchanges: [] })), failing])],
    ['a recording before a good endpoint', day([always(playback({ exchanges: [recorded({ status: 400 })] }))], [])],
    ['a caller who may leave too soon', { ...day([]), caller: { abortAtMs: 1 } }],
    ['a limit of requests', { ...day([]), expect: { ...standard, rpm: 1 } }],
    ['a stream that may break after its first piece', { ...halfGood, caller: { stream: true } }],
    ['a request that may be called wrong', day([always(status({ status: 400 }))], [])],
    [
      'a 400 whose words, that it is only the model, may be cut off',
      day([always(limitData({ bytes: 0 })), always(modelNotFound({ provider: 'deepseek' }))], []),
    ],
    ['one key for the bad and the good', { ...halfGood, upstream: { ...halfGood.upstream, origins: shared } }],
  ])('nothing is certain with %s', (_what, uncertain) => {
    expect(certainAnswers(uncertain)).toEqual({})
  })
})
