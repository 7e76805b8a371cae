import { describe, expect, test } from 'vitest'
import { bodyOf, exchangeOf, headOf, told } from '../../../test/support/exchange.ts'
import { pieces, recorded } from '../../../test/support/recorded.ts'
import type { RecordedExchange } from '../../protocol/recording/recording.ts'
import { playback } from '../catalogue/playback.ts'
import type { Exchange } from '../fault.ts'
import type { Step } from '../steps.ts'

type Options = Parameters<typeof playback>[0]

function played(options: Options, changed: Partial<Exchange> = {}): Step[] {
  return [...playback.apply(options, exchangeOf({ nthOfKind: 0, ...changed }), () => [])]
}
const playOne = (exchange: RecordedExchange, changed: Partial<Exchange> = {}) =>
  played({ exchanges: [exchange] }, { stream: exchange.request.stream, ...changed })

const answer = (text: string, model = 'm', stream = false) => recorded({ model, stream, body: [text] })

describe('which exchange is played', () => {
  const exchanges = [
    answer('a0'),
    answer('s0', 'm', true),
    answer('b0', 'other'),
    answer('a1'),
    answer('s1', 'm', true),
  ]
  const texts = (options: Options, changed: Partial<Exchange>, count = 4) =>
    Array.from({ length: count }, (_, nthOfKind) => bodyOf(played(options, { ...changed, nthOfKind })))

  test('those of the model and of the kind, in order, and then from the first again', () => {
    expect(texts({ exchanges }, {})).toEqual(['a0', 'a1', 'a0', 'a1'])
    expect(texts({ exchanges }, { stream: true })).toEqual(['s0', 's1', 's0', 's1'])
    expect(texts({ exchanges }, { model: 'other' }, 2)).toEqual(['b0', 'b0'])
  })

  test('those of another model, if it says so', () => {
    expect(texts({ exchanges, model: 'other' }, {}, 1)).toEqual(['b0'])
  })

  test('none that was no chat', () => {
    const listed = { ...answer('list'), request: { ...answer('').request, path: '/models' } }
    expect(texts({ exchanges: [listed, answer('a0')] }, {}, 2)).toEqual(['a0', 'a0'])
  })

  test('at the end an error, if that is wanted; it says what ran out', () => {
    const [first, , third] = texts({ exchanges, atEnd: 'fail' }, {})
    expect([first, third]).toEqual([
      'a0',
      expect.stringContaining('the recording has no further whole answer of \\"m\\": it had 2'),
    ])
    expect(headOf(played({ exchanges, atEnd: 'fail' }, { nthOfKind: 2 }))).toMatchObject({
      status: 500,
      truth: { class: 'server_error' },
    })
  })

  test('without one there is an error in any case', () => {
    expect(bodyOf(played({ exchanges }, { model: 'x', stream: true }))).toContain(
      'the recording has no streamed answer of \\"x\\"',
    )
  })

  test('a file that nobody read is a bug of whoever runs the script', () => {
    expect(() => played({ file: 'day.ndjson' })).toThrow('playback names "day.ndjson", which nobody has read')
  })
})

describe('how it is played', () => {
  test('every piece at its instant, and the end', () => {
    const sizes = pieces.stream.map((text) => Buffer.byteLength(text))
    expect(told(playOne(recorded({ stream: true })))).toEqual([
      'wait 20',
      'head 200',
      'wait 10',
      `${sizes[0]} bytes`,
      'wait 10',
      `${sizes[1]} bytes`,
      'wait 10',
      `${sizes[2]} bytes`,
      'wait 10',
      `${sizes[3]} bytes`,
      'wait 10',
      'end',
    ])
  })

  test.each([
    ['reset', ['wait 20', 'head 200', 'wait 10', '7 bytes', 'wait 10', 'reset']],
    ['fin', ['wait 20', 'head 200', 'wait 10', '7 bytes', 'wait 10', 'fin']],
    ['client-left', ['wait 20', 'head 200', 'wait 10', '7 bytes', 'hang']],
  ] as const)('%s', (how, steps) => {
    expect(told(playOne(recorded({ stream: true, body: ['data: 1'], how })))).toEqual(steps)
  })

  test.each([
    ['reset', ['wait 30', 'reset']],
    ['client-left', ['hang']],
  ] as const)('%s before a head', (how, steps) => {
    expect(told(playOne(recorded({ headless: true, how })))).toEqual(steps)
  })

  test('tenths of a ms do not add up to more', () => {
    const exchange = { ...recorded(), chunks: [0.1, 0.3, 0.4].map((atMs) => ({ atMs: 20 + atMs, text: 'x' })) }
    expect(told(playOne(exchange)).filter((step) => step.startsWith('wait'))).toEqual([
      'wait 20',
      'wait 0.1',
      'wait 0.2',
      'wait 0.1',
      'wait 19.6',
    ])
  })

  test.each<[how: RecordedExchange['ended']['how'], promised: string, sent: string | undefined]>([
    ['complete', '7', '7'],
    ['complete', '90', '7'],
    ['fin', '90', '90'],
    ['client-left', '90', '90'],
    ['fin', '3', undefined],
  ])('a length that was recorded with %s as %s goes out as %s', (how, promised, sent) => {
    const exchange = recorded({ body: ['1234567'], how, headers: { 'content-length': promised } })
    expect(headOf(playOne(exchange)).headers['content-length']).toBe(sent)
  })
})

describe('a wait that was asked for', () => {
  const now = Date.UTC(2030, 5, 1)
  const refused = (headers: Record<string, string>) =>
    headOf(playOne(recorded({ status: 429, body: pieces.limit, headers }), { epochMs: now }))

  test('in seconds is asked for again', () => {
    expect(refused({ 'retry-after': '3' })).toMatchObject({
      headers: { 'retry-after': '3' },
      truth: { class: 'rate_limited', waitMs: 3_000 },
    })
  })

  test('until a date is asked for from now on', () => {
    expect(refused({ 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' })).toMatchObject({
      headers: { 'retry-after': 'Sat, 01 Jun 2030 00:00:07 GMT' },
      truth: { class: 'rate_limited', waitMs: 7_000 },
    })
  })

  test('by a server whose clock was an hour ahead, too', () => {
    const ahead = { 'retry-after': 'Thu, 01 Jan 2026 01:00:07 GMT', date: 'Thu, 01 Jan 2026 01:00:00 GMT' }
    expect(refused(ahead).truth.waitMs).toBeGreaterThanOrEqual(7_000)
    expect(refused(ahead).truth.waitMs).toBeLessThan(8_001)
  })

  test('by a good answer is none', () => {
    expect(headOf(playOne(recorded({ headers: { 'retry-after': '3' } }))).truth).toEqual({ class: 'ok' })
  })
})
