import { expect, test } from 'vitest'
import { readTesteeLine } from './testeeProtocol.ts'

const outcome = (line: object) => {
  const read = readTesteeLine(JSON.stringify(line))
  return read?.says === 'outcome' ? read.outcome : read
}

test('an answer, with its model if it is told', () => {
  expect(outcome({ id: 0, ok: true, text: '' })).toEqual({ ok: true, text: '', model: null })
  expect(outcome({ id: 0, ok: true, text: 'a', model: 'm' })).toMatchObject({ model: 'm' })
  expect(outcome({ id: 0, ok: true, text: 'a', model: 7 })).toMatchObject({ model: null })
})

test('a failure, with its status if it is one', () => {
  const failed = { ok: false, errorClass: null, message: 'no', status: null, retryAtMs: null }
  expect(outcome({ id: 4, ok: false, error: 'no' })).toEqual(failed)
  expect(outcome({ id: 4, ok: false, error: 'no', status: 429 })).toEqual({ ...failed, status: 429 })
  expect(outcome({ id: 4, ok: false, error: 'no', status: '429' })).toEqual(failed)
})

test('a whole page as an error is cut', () => {
  expect(outcome({ id: 0, ok: false, error: 'x'.repeat(1e5) })).toMatchObject({ message: 'x'.repeat(2_000) })
})

test('what a program supports, of what there is', () => {
  expect(readTesteeLine('{"ready":true}')).toEqual({ says: 'ready', supports: [] })
  const supports = ['abort', 'flying', 'stream', 7]
  expect(readTesteeLine(JSON.stringify({ ready: true, supports }))).toEqual({
    says: 'ready',
    supports: ['stream', 'abort'],
  })
  expect(readTesteeLine('{"ready":true,"supports":"abort"}')).toEqual({ says: 'ready', supports: [] })
})

test.each([
  '',
  'Server started',
  'null',
  '[]',
  '7',
  '"ready"',
  '{"ready":1}',
  '{"id":0}',
  '{"id":"0","ok":true,"text":"a"}',
  '{"id":-1,"ok":true,"text":"a"}',
  '{"id":0.5,"ok":true,"text":"a"}',
  '{"id":1e99,"ok":true,"text":"a"}',
  '{"id":0,"ok":"true","text":"a"}',
  '{"id":0,"ok":true}',
  '{"id":0,"ok":false}',
  '{"id":0,"ok":false,"error":null}',
  '{"id":0,"delta":7}',
  '{"id":0,"ok":true,"text":"a"',
  `${'['.repeat(100_000)}`,
])('%.40s is no line of it', (line) => {
  expect(readTesteeLine(line)).toBeUndefined()
})
