import { expect, test } from 'vitest'
import { pieces, recorded } from '../../../test/support/recorded.ts'
import { paceOf } from './pace.ts'

test('times as they were: to the first content, and between pieces with content', () => {
  const slow = recorded({
    stream: true,
    body: [': keep-alive\n\n', ...['a', 'b', 'c'].map(pieces.delta), pieces.finished],
  })
  expect(paceOf({ exchanges: [recorded({ stream: true }), slow, recorded()] })).toEqual({
    ttftMs: { empirical: [30, 40] },
    interTokenMs: { empirical: [10, 10, 10] },
  })
})

test('an event counts where it ends, however it was cut', () => {
  const [first, second] = [pieces.delta('a'), pieces.delta('b')]
  const body = [first.slice(0, 20), first.slice(20) + second.slice(0, 9), second.slice(9)]
  expect(paceOf({ exchanges: [recorded({ stream: true, body })] })).toEqual({
    ttftMs: { empirical: [40] },
    interTokenMs: { empirical: [10] },
  })
})

test('of one model alone; of none that streamed nothing is made up', () => {
  const exchanges = [recorded({ stream: true, model: 'a' }), recorded({ model: 'b' })]
  expect(paceOf({ exchanges }, 'a')?.ttftMs.empirical).toEqual([30])
  expect(paceOf({ exchanges }, 'b')).toBeUndefined()
  // One piece has no pace.
  expect(paceOf({ exchanges: [recorded({ stream: true, body: [pieces.delta('a')] })] })).toBeUndefined()
})
