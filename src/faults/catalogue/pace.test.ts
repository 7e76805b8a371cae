import { describe, expect, test } from 'vitest'
import { bodyOf, exchangeOf, told } from '../../../test/support/exchange.ts'
import { recorded } from '../../../test/support/recorded.ts'
import type { ChatCompletion } from '../../protocol/chat.ts'
import { paceOf } from '../../protocol/recording/pace.ts'
import { decide, initialState } from '../decide.ts'
import type { Exchange } from '../fault.ts'
import { always, type Rule } from '../script.ts'
import { latency, limitData, pace, serverError } from './index.ts'

const steps = (rules: readonly Rule[], changed: Partial<Exchange> = {}) => [
  ...decide({ models: { m: rules } }, initialState, exchangeOf(changed)).steps,
]
const paced = (options: Parameters<typeof pace>[0], changed: Partial<Exchange> = {}) =>
  steps([always(pace(options))], changed)
const waits = (all: ReturnType<typeof steps>) => all.flatMap((step) => (step.do === 'wait' ? [step.ms] : []))
const words = (all: ReturnType<typeof steps>) =>
  all.flatMap((step) => (step.do === 'data' && step.text !== undefined ? [step.text] : []))
const answerOf = (all: ReturnType<typeof steps>) => JSON.parse(bodyOf(all)) as ChatCompletion

describe('a pace', () => {
  const options = { ttftMs: 300, interTokenMs: 20, tokens: 11 }
  const stream = paced(options, { stream: true })
  const whole = paced(options)

  test('of a stream: headers at once, the first token, the others, the end', () => {
    expect(told(stream).slice(0, 2)).toEqual(['head 200', 'wait 300'])
    expect(waits(stream)).toEqual([300, ...Array.from({ length: 11 }, () => 20)])
    expect(told(stream).at(-1)).toBe('end')
  })

  test('of a whole answer: as long as the stream would take', () => {
    expect(told(whole).slice(0, 2)).toEqual([`wait ${300 + 11 * 20}`, 'head 200'])
  })

  test('a piece for each token, and as many in the usage; both ways the same words', () => {
    expect(words(stream)).toHaveLength(11)
    expect(words(stream).join('')).toBe(words(whole).join(''))
    expect(answerOf(whole).usage).toEqual({ prompt_tokens: 12, completion_tokens: 11, total_tokens: 23 })
    expect(bodyOf(stream)).toContain('"completion_tokens":11')
    const counted = answerOf(paced({ ...options, countsPrompt: true }, { promptTokens: 300 }))
    expect(counted.usage).toEqual({ prompt_tokens: 300, completion_tokens: 11, total_tokens: 311 })
    expect(answerOf(whole).choices[0]).toMatchObject({
      message: { content: '[m call 5 try 2] Patience is a resource: spend it well. Kiên nhẫn 🐢 Patience is a' },
      finish_reason: 'stop',
    })
  })

  test('without tokens the answer has as many as ever', () => {
    expect(answerOf(paced({ ttftMs: 0, interTokenMs: 0 })).usage!.completion_tokens).toBe(8)
  })

  test('no more tokens than the request lets be answered; then the finish reason is length', () => {
    const cut = answerOf(paced(options, { maxTokens: 5 }))
    expect([cut.usage!.completion_tokens, cut.choices[0]!.finish_reason]).toEqual([5, 'length'])
    const enough = answerOf(paced(options, { maxTokens: 11 }))
    expect([enough.usage!.completion_tokens, enough.choices[0]!.finish_reason]).toEqual([11, 'stop'])
  })
})

describe('chance', () => {
  const lognormal = { medianMs: 100, sigma: 1 }

  test('deals each quantity by itself: another number of tokens leaves the times as they are', () => {
    const times = (tokens: number | { empirical: number[] }) =>
      waits(paced({ ttftMs: lognormal, interTokenMs: lognormal, tokens }, { stream: true })).slice(0, 4)
    expect(times({ empirical: [3, 9] })).toEqual(times(6))
    const gaps = (ttftMs: number | typeof lognormal) =>
      waits(paced({ ttftMs, interTokenMs: lognormal }, { stream: true })).slice(1)
    expect(gaps(lognormal)).toEqual(gaps(5))
  })

  test('of the exchange’s rules is another: a pace re-deals no dice', () => {
    const half = { when: { probability: 0.5 }, fault: serverError({}) }
    const fates = (rules: Rule[]) =>
      Array.from({ length: 50 }, (_, nth) => told(steps([...rules, half], { nth })).includes('head 500'))
    expect(fates([always(pace({ ttftMs: lognormal, interTokenMs: lognormal }))])).toEqual(fates([]))
  })

  test('that other rules use leaves the pace as it is', () => {
    const slow = always(pace({ ttftMs: lognormal, interTokenMs: lognormal }))
    const never = { when: { probability: 0 }, fault: serverError({}) }
    expect(waits(steps([never, slow]))).toEqual(waits(steps([slow])))
  })

  test('is another for each quantity', () => {
    const any = { empirical: [0, 1_000] }
    const [firstMs, gapMs] = waits(paced({ ttftMs: any, interTokenMs: any }, { stream: true }))
    const { usage } = answerOf(paced({ ttftMs: 0, interTokenMs: 0, tokens: { empirical: [1, 1_001] } }))
    expect(new Set([firstMs, gapMs, usage!.completion_tokens - 1].map((drawn) => Math.round(drawn!))).size).toBe(3)
  })

  test('gives the same exchange the same times, each time it is played, and others to others', () => {
    const options = { ttftMs: lognormal, interTokenMs: lognormal }
    const { steps: played } = decide({ models: { m: [always(pace(options))] } }, initialState, exchangeOf())
    expect([...played]).toEqual(paced(options))
    expect(waits(paced(options, { nth: 3 }))).not.toEqual(waits(paced(options)))
  })
})

test('a recorded run is a pace to draw from', () => {
  const recordedPace = paceOf({ exchanges: [recorded({ stream: true }), recorded({ stream: true })] })!
  expect(waits(paced({ ...recordedPace, tokens: 3 }, { stream: true }))).toEqual([30, 10, 10, 10])
})

describe('under load', () => {
  const under = (inFlight: number) =>
    waits(
      paced(
        { ttftMs: 300, interTokenMs: 10, tokens: 1, slowdown: { from: 4, perExtra: 0.25 } },
        { inFlight, stream: true },
      ),
    )

  test('all is slower by its share for each exchange beyond those that are served at full speed', () => {
    expect([0, 3, 4, 7, 11].map(under)).toEqual([
      [300, 10],
      [300, 10],
      [375, 12.5],
      [600, 20],
      [900, 30],
    ])
  })
})

describe('beside other faults', () => {
  const slow = pace({ ttftMs: 300, interTokenMs: 20, tokens: 2 })

  test('it changes the healthy answer wherever it stands; an error comes at once', () => {
    for (const rules of [
      [always(slow), always(serverError({}))],
      [always(serverError({})), always(slow)],
    ])
      expect(told(steps(rules))[0]).toBe('head 500')
  })

  test('others delay and cut what it gives', () => {
    for (const rules of [
      [always(slow), always(latency({ delayMs: 7 }))],
      [always(latency({ delayMs: 7 })), always(slow)],
    ])
      expect(waits(steps(rules, { stream: true }))).toEqual([7, 300, 20, 20])
    expect(told(steps([always(limitData({ bytes: 10 })), always(slow)])).at(-1)).toBe('fin')
  })

  test('of two paces the first holds', () => {
    expect(waits(steps([always(slow), always(pace({ ttftMs: 1, interTokenMs: 1 }))]))).toEqual([340])
  })
})
