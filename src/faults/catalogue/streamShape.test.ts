import { describe, expect, test } from 'vitest'
import { bodyOf, exchangeOf, headOf } from '../../../test/support/exchange.ts'
import { whatwgEvents } from '../../../test/support/whatwgEvents.ts'
import { answer, answerText } from '../answer.ts'
import type { FaultSpec } from '../fault.ts'
import { bend } from '../decide.ts'
import type { Step } from '../steps.ts'
import { streamShapeNames, type StreamShapeName } from '../streamShapes.ts'
import * as catalogue from './index.ts'

const { buffering, finishReason, jsonForStream, largeEvent, streamError, streamForJson, streamShape } = catalogue
const stream = exchangeOf({ stream: true })
const whole = answerText(stream)
const bent = (fault: FaultSpec, exchange = stream, next = () => answer(exchange)) => [...bend(fault, exchange, next)]

/** What the history will say: the text, and whether it was given to its end. */
const declared = (steps: readonly Step[]) => ({
  text: steps.map((step) => (step.do === 'data' ? (step.text ?? '') : '')).join(''),
  finished: steps.some((step) => step.do === 'data' && step.finish === true),
})

interface Chunk {
  readonly choices?: readonly {
    readonly index: number
    readonly delta?: { readonly content?: string | null }
    readonly finish_reason?: string | null
  }[]
}

/** What the plainest right client makes of a stream: the content of the first choice, up to `[DONE]`. */
function read(steps: readonly Step[]) {
  const datas = whatwgEvents(Buffer.from(bodyOf(steps))).map(({ data }) => data)
  const chunks = datas.slice(0, datas.indexOf('[DONE]')).map((data) => JSON.parse(data) as Chunk)
  const first = chunks.flatMap(({ choices }) => (choices ?? []).filter(({ index }) => index === 0))
  return {
    text: first.map(({ delta }) => delta?.content ?? '').join(''),
    finished: first.some(({ finish_reason: reason }) => typeof reason === 'string'),
  }
}

const added: Partial<Record<StreamShapeName, (text: string) => string>> = {
  duplicateChunk: (text) => text.replace('Patience', 'PatiencePatience'),
  contentWithFinish: (text) => `${text} (Later.)`,
  contentAfterFinish: (text) => `${text} (Later.)`,
}

describe.each(streamShapeNames)('a stream in the shape %s', (form) => {
  const steps = bent(streamShape({ form }))

  test('has other bytes, and says what it is declared to say', () => {
    expect(bodyOf(steps)).not.toBe(bodyOf([...answer(stream)]))
    expect(headOf(steps).truth).toEqual({ class: 'ok' })
    expect(declared(steps)).toEqual({ text: added[form]?.(whole) ?? whole, finished: true })
    expect(read(steps)).toEqual(declared(steps))
  })

  test('leaves errors and documents as they are', () => {
    const error = bent(streamError({}))
    expect(bent(streamShape({ form }), stream, () => error)).toEqual(error)
    const json = [...answer(exchangeOf())]
    expect(bent(streamShape({ form }), stream, () => json)).toEqual(json)
  })
})

describe('an answer that ends early, in good form', () => {
  test.each([
    ['length', 0, 'ok'],
    ['length', 3, 'ok'],
    ['content_filter', 0, 'content_policy'],
    ['content_filter', 3, 'ok'],
  ] as const)('%s after %i pieces means %s', (reason, afterDeltas, meaning) => {
    const steps = bent(finishReason({ reason, afterDeltas }))
    expect(headOf(steps).truth).toEqual({ class: meaning })
    expect(read(steps)).toEqual(declared(steps))
    expect(declared(steps)).toEqual({
      text: ['', '', '', '[m call 5 try 2] Patience is'][afterDeltas],
      finished: true,
    })
    const document = bent(finishReason({ reason, afterDeltas }), exchangeOf())
    expect(headOf(document).truth).toEqual({ class: meaning })
    expect(bodyOf(document)).toContain(`"content":"${declared(document).text}"},"finish_reason":"${reason}"`)
    expect(declared(document)).toEqual({ text: ['', '', '', '[m call 5'][afterDeltas], finished: true })
  })

  test('never lets a finish of another kind out before', () => {
    expect(bodyOf(bent(finishReason({ reason: 'length', afterDeltas: 100 })))).not.toContain('"stop"')
  })
})

describe('an answer in another form than was asked for', () => {
  test('a document for a stream, when the stream would have ended', () => {
    const steps = bent(jsonForStream({}))
    expect(headOf(steps).headers['content-type']).toBe('application/json')
    expect((JSON.parse(bodyOf(steps)) as { choices: object[] }).choices).toEqual([
      { index: 0, message: { role: 'assistant', content: whole }, finish_reason: 'stop' },
    ])
    expect(declared(steps)).toEqual({ text: whole, finished: true })
    expect(steps[0]).toEqual({ do: 'wait', ms: 40 })
  })

  test('a stream for a document', () => {
    const steps = bent(streamForJson({}), exchangeOf())
    expect(headOf(steps).headers['content-type']).toMatch(/^text\/event-stream/)
    expect(read(steps)).toEqual({ text: whole, finished: true })
    expect(declared(steps)).toEqual({ text: whole, finished: true })
  })

  test('what is no whole answer stays what it is', () => {
    const error = bent(streamError({}))
    expect(bent(jsonForStream({}), stream, () => error)).toEqual(error)
    expect(bent(streamForJson({}))).toEqual([...answer(stream)])
    expect(bent(jsonForStream({}), exchangeOf())).toEqual([...answer(exchangeOf())])
  })
})

test('one event is as large as asked, and says the same', () => {
  const steps = bent(largeEvent({ bytes: 1_000_000 }))
  expect(Math.max(...steps.map((step) => (step.do === 'data' ? step.bytes.length : 0)))).toBe(1_000_000)
  expect(read(steps)).toEqual(read([...answer(stream)]))
})

test.each(['usageNullInEach', 'roleInEach'] as const)(
  'an event is padded once more where its padding stands (%s)',
  (form) => {
    const shaped = bent(streamShape({ form }), stream, () => bent(largeEvent({ bytes: 300 })))
    const padded = bent(largeEvent({ bytes: 2_000 }), stream, () => shaped)
    const longestOf = (steps: readonly Step[]) =>
      bodyOf(steps)
        .split('\n\n')
        .toSorted((one, other) => other.length - one.length)[0]!
    expect(longestOf(padded)).toHaveLength(2_000 - '\n\n'.length)
    const bare = (event: string) => event.replace(/"obfuscation":"x+"/, '"obfuscation":""')
    expect(bare(longestOf(padded))).toBe(bare(longestOf(shaped)))
  },
)

describe('a body that is held back', () => {
  const told = (steps: readonly Step[]) =>
    steps.map((step) => {
      if (step.do === 'data') return step.corked === true ? 'held' : 'out'
      return step.do === 'wait' ? `wait ${step.ms}` : step.do
    })

  test('goes out so many pieces at a time, when the last of them is due', () => {
    expect(told(bent(buffering({ pieces: 4 }))).join()).toBe(
      'head,wait 10,held,held,held,out,wait 5,wait 15,held,held,held,out,wait 5,wait 5,held,held,held,out,out,end',
    )
    expect(declared(bent(buffering({ pieces: 4 })))).toEqual({ text: whole, finished: true })
  })

  test('a silence keeps what is held; a cut piece says what it carries whole', () => {
    const stalled = bent(buffering({ pieces: 100 }), stream, () => bent(catalogue.stall({ bytes: 500 })))
    expect(told(stalled)).toEqual(['head', 'hang'])
    const size = Buffer.byteLength(bodyOf([...answer(stream)]))
    const cut = bent(catalogue.limitData({ bytes: Math.floor(size / 2) }), stream, () =>
      bent(buffering({ pieces: 100 })),
    )
    expect(declared(cut)).toEqual({ text: '[m call 5 try 2] Patience is a', finished: false })
  })
})
