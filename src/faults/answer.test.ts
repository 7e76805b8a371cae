import { createParser } from 'eventsource-parser'
import { describe, expect, test } from 'vitest'
import { bodyOf, exchangeOf, headOf, told } from '../../test/support/exchange.ts'
import type { ChatCompletion, ChatCompletionChunk } from '../protocol/chat.ts'
import { answer, answerText } from './answer.ts'
import type { Step } from './steps.ts'

/** The text that the history will say has gone out. */
const declaredText = (steps: Iterable<Step>) =>
  [...steps].map((step) => (step.do === 'data' ? (step.text ?? '') : '')).join('')
const finishes = (steps: Iterable<Step>) =>
  [...steps].filter((step) => step.do === 'data' && step.finish === true).length

describe('the healthy answer as JSON', () => {
  const exchange = exchangeOf()
  const steps = [...answer(exchange)]

  test('is one whole response', () => {
    expect(told(steps)).toEqual(['head 200', expect.stringMatching(/^\d+ bytes$/), 'end'])
    expect(headOf(steps)).toMatchObject({ truth: { class: 'ok' }, headers: { 'content-type': 'application/json' } })
    expect(headOf(steps).headers['content-length']).toBe(String(Buffer.byteLength(bodyOf(steps))))
  })

  test('says what answerText says, to the reader and to the history', () => {
    const { choices, model, usage } = JSON.parse(bodyOf(steps)) as ChatCompletion
    expect(choices[0]!.message.content).toBe(answerText(exchange))
    expect(choices[0]!.finish_reason).toBe('stop')
    expect(model).toBe('m')
    expect(usage!.total_tokens).toBe(usage!.prompt_tokens + usage!.completion_tokens)
    expect([declaredText(steps), finishes(steps)]).toEqual([answerText(exchange), 1])
  })
})

describe('the healthy answer as a stream', () => {
  const exchange = exchangeOf({ stream: true })
  const steps = [...answer(exchange)]
  const datas: string[] = []
  createParser({ onEvent: ({ data }) => datas.push(data) }).feed(bodyOf(steps))
  const chunks = datas.slice(0, -1).map((data) => JSON.parse(data) as ChatCompletionChunk)

  test('parses back to the same text, with a finish marker, the usage and [DONE]', () => {
    expect(headOf(steps).headers['content-type']).toMatch(/^text\/event-stream/)
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe(answerText(exchange))
    expect(chunks.flatMap(({ choices }) => choices[0]?.finish_reason ?? [])).toEqual(['stop'])
    expect(chunks.at(-1)!.usage!.completion_tokens).toBe(8)
    expect(datas.at(-1)).toBe('[DONE]')
    expect(steps.at(-1)!.do).toBe('end')
  })

  test('comes over time, and the history hears each piece once', () => {
    expect(told(steps).filter((step) => step === 'wait 5')).toHaveLength(8)
    expect([declaredText(steps), finishes(steps)]).toEqual([answerText(exchange), 1])
  })

  test('is the text that the same call would get as JSON', () => {
    expect(answerText(exchange)).toBe(answerText(exchangeOf()))
  })
})

test('an answer names model, call and try, so that no other can pass for it', () => {
  const others = [
    exchangeOf(),
    exchangeOf({ model: 'n' }),
    exchangeOf({ call: 6 }),
    exchangeOf({ call: null }),
    exchangeOf({ attempt: 2 }),
  ]
  expect(new Set(others.map(answerText)).size).toBe(others.length)
})

test('the same exchange gives the same bytes', () => {
  for (const stream of [true, false])
    expect([...answer(exchangeOf({ stream }))]).toEqual([...answer(exchangeOf({ stream }))])
})
