import { describe, expect, test } from 'vitest'
import { bodyOf, exchangeOf, headOf, told } from '../../test/support/exchange.ts'
import { answer } from './answer.ts'
import { catalogue } from './index.ts'
import { rewritten } from './rewritten.ts'

const { errorInSuccess, finishReason, latency, limitData, slicer, streamFraming, streamShape, structuredAnswer } =
  catalogue
const truth = { class: 'unacceptable' } as const
const good = (stream: boolean) => [...answer(exchangeOf({ stream }))]

describe('the good answer with another text', () => {
  test('as a document: its length is right, and the upstream knows its text', () => {
    const steps = rewritten(good(false), '{"a":"ü"}', truth)
    expect(headOf(steps)).toMatchObject({ status: 200, truth })
    expect(headOf(steps).headers['content-length']).toBe(String(Buffer.byteLength(bodyOf(steps))))
    expect(JSON.parse(bodyOf(steps))).toMatchObject({ choices: [{ message: { content: '{"a":"ü"}' } }] })
    expect(steps.find((step) => step.do === 'data')).toMatchObject({ text: '{"a":"ü"}', finish: true })
  })

  test('as a stream: one piece, or none, between the role and the finish marker', () => {
    const [some, none] = [rewritten(good(true), 'yes', truth), rewritten(good(true), '', truth)]
    expect(bodyOf(some).match(/"content":"[^"]*"/g)).toEqual(['"content":""', '"content":"yes"'])
    expect(bodyOf(none).match(/"content":"[^"]*"/g)).toEqual(['"content":""'])
    for (const steps of [some, none]) {
      expect(bodyOf(steps)).toContain('"finish_reason":"stop"')
      expect(bodyOf(steps)).toContain('[DONE]')
      expect(headOf(steps).truth).toEqual(truth)
    }
  })

  test.each([true, false])('finishes because all is said, and for no other reason (stream: %s)', (stream) => {
    const exchange = exchangeOf({ stream })
    const short = [...finishReason.apply({ reason: 'length', afterDeltas: 2 }, exchange, () => good(stream))]
    const late = [...streamShape.apply({ form: 'contentWithFinish' }, exchange, () => short)]
    for (const [steps, text] of [short, late].flatMap((each) => [[each, ''] as const, [each, 'yes'] as const])) {
      const again = rewritten(steps, text, truth)
      expect(bodyOf(again)).toContain('"finish_reason":"stop"')
      expect(bodyOf(again)).not.toMatch(/"length"|Later/)
      const pieces = again.filter((step) => step.do === 'data')
      expect(pieces.map((step) => step.text ?? '').join('')).toBe(text)
      expect(pieces.filter(({ finish }) => finish === true)).toHaveLength(1)
    }
  })

  test('no sooner than it would have come', () => {
    const late = latency.apply({ delayMs: 60 }, exchangeOf(), () => good(false))
    expect(told(rewritten(late, 'yes', truth))[0]).toBe('wait 60')
  })
})

describe('whatever is no good answer passes as it is', () => {
  test.each([
    ['an error', () => errorInSuccess.apply({}, exchangeOf(), () => [])],
    ['a document in pieces', () => slicer.apply({ bytes: 30 }, exchangeOf(), () => good(false))],
    ['a stream in pieces', () => slicer.apply({ bytes: 30 }, exchangeOf(), () => good(true))],
    [
      'a stream of which some lines end otherwise',
      () => streamFraming.apply({ form: 'mixed' }, exchangeOf(), () => good(true)),
    ],
    ['a document that was cut', () => limitData.apply({ bytes: 30 }, exchangeOf(), () => good(false))],
    [
      'a stream that was cut before its first word',
      () => limitData.apply({ bytes: 30 }, exchangeOf(), () => good(true)),
    ],
  ])('%s', (_what, steps) => {
    expect(rewritten(steps(), 'yes', truth)).toEqual([...steps()])
  })

  test('JSON that fits means well, JSON that does not is of no use', () => {
    const truthOf = (form: 'fits' | 'prose' | 'missingField') =>
      headOf(structuredAnswer.apply({ form }, exchangeOf(), () => good(false))).truth.class
    expect([truthOf('fits'), truthOf('prose'), truthOf('missingField')]).toEqual(['ok', 'unacceptable', 'unacceptable'])
  })
})
