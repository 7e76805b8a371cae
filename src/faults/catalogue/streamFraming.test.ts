import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { describe, expect, test } from 'vitest'
import { bodyOf, exchangeOf } from '../../../test/support/exchange.ts'
import { whatwgEvents } from '../../../test/support/whatwgEvents.ts'
import { answer } from '../answer.ts'
import { framingNames, type FramingName } from '../framings.ts'
import type { Step } from '../steps.ts'
import { limitData } from './limitData.ts'
import { slicer } from './slicer.ts'
import { streamFraming } from './streamFraming.ts'

const exchange = exchangeOf({ stream: true })
const healthy = [...answer(exchange)]
const framed = (form: FramingName) => [...streamFraming.apply({ form }, exchange, () => healthy)]
const bytesOf = (steps: readonly Step[]) => Buffer.from(bodyOf(steps))

/** All that a client of chat may read: what is called otherwise, and what is empty, means nothing to it. */
const meant = (steps: readonly Step[]) =>
  whatwgEvents(bytesOf(steps))
    .filter(({ type, data }) => type === 'message' && data !== '')
    .map(({ data }) => (data === '[DONE]' ? data : (JSON.parse(data) as unknown)))

const contentOf = (steps: readonly Step[]) =>
  steps.map((step) => (step.do === 'data' ? [step.text, step.finish] : step))

describe.each(framingNames)('a stream in the form %s', (form) => {
  const steps = framed(form)

  test('has other bytes that mean the same', () => {
    expect(bodyOf(steps)).not.toBe(bodyOf(healthy))
    expect(meant(steps)).toEqual(meant(healthy))
    expect(meant(steps)).toHaveLength(13)
  })

  test('is read alike by a parser that others use', () => {
    const heard: EventSourceMessage[] = []
    createParser({ onEvent: (event) => heard.push(event) }).feed(bodyOf(steps))
    expect(heard.map(({ event = 'message', data }) => ({ type: event, data }))).toEqual(whatwgEvents(bytesOf(steps)))
  })

  test('comes at the same times, and the history hears the same', () => {
    expect(contentOf(steps)).toEqual(contentOf(healthy))
  })

  test('is what it was where it was no stream of this form', () => {
    const json = [...answer(exchangeOf())]
    expect([...streamFraming.apply({ form }, exchangeOf(), () => json)]).toEqual(json)
    expect([...streamFraming.apply({ form }, exchange, () => framed('otherFields'))]).toEqual(framed('otherFields'))
  })

  test('is cut as any other: no piece that was cut carries text', () => {
    const cut = [...limitData.apply({ bytes: bytesOf(steps).length - 1 }, exchange, () => steps)]
    expect(bytesOf(cut)).toEqual(bytesOf(steps).subarray(0, -1))
    expect(cut.at(-1)).toEqual({ do: 'fin' })
  })
})

test('the mixed form has every end of line, and never a CR before a LF that ends another line', () => {
  const text = bodyOf(framed('mixed'))
  const ends = new Set(text.match(/[\r\n]+/g))
  expect(ends).toEqual(new Set(['\n\n', '\r\r', '\r\n\r\n', '\n\r', '\r\n\n', '\r\r\n', '\n\r\n', '\r\n\r']))
})

test('a byte order mark stands at the start or nowhere, however often it is asked for', () => {
  const once = framed('byteOrderMark')
  expect([...streamFraming.apply({ form: 'byteOrderMark' }, exchange, () => once)]).toEqual(once)
})

describe('a sliced body', () => {
  const sliced = (bytes: number, delayMs?: number) => [
    ...slicer.apply(delayMs === undefined ? { bytes } : { bytes, delayMs }, exchange, () => healthy),
  ]

  test('is the same bytes and the same text, a piece at a time', () => {
    for (const bytes of [1, 3, 7, 10_000]) {
      const steps = sliced(bytes)
      expect(bytesOf(steps)).toEqual(bytesOf(healthy))
      expect(contentOf(steps).flatMap((content) => (Array.isArray(content) ? (content[0] ?? []) : []))).toEqual(
        contentOf(healthy).flatMap((content) => (Array.isArray(content) ? (content[0] ?? []) : [])),
      )
      expect(Math.max(...steps.map((step) => (step.do === 'data' ? step.bytes.length : 0)))).toBeLessThanOrEqual(bytes)
    }
  })

  test('has a wait between each two pieces, 1 ms unless said otherwise, and none before the first', () => {
    const waits = (steps: readonly Step[]) => steps.flatMap((step) => (step.do === 'wait' ? [step.ms] : []))
    const pieces = bytesOf(healthy).length
    expect(waits(sliced(1, 3)).filter((ms) => ms === 3)).toHaveLength(pieces - 1)
    expect(waits(sliced(1)).filter((ms) => ms === 1)).toHaveLength(pieces - 1)
    expect(sliced(1)[1]!.do).toBe('data')
  })

  test('carries its text with the last piece of an event: a cut before it says that nothing has come', () => {
    const first = healthy.findIndex((step) => step.do === 'data' && step.text !== undefined)
    const before = bytesOf(healthy.slice(0, first + 1)).length
    const texts = (steps: Iterable<Step>) => [...steps].flatMap((step) => (step.do === 'data' ? (step.text ?? []) : []))
    expect(texts(limitData.apply({ bytes: before - 1 }, exchange, () => sliced(1)))).toEqual([])
    expect(texts(limitData.apply({ bytes: before }, exchange, () => sliced(1)))).toHaveLength(1)
  })
})
