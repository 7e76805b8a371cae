import { expect, test } from 'vitest'
import { modelIdsIn } from './modelIds.ts'

test.each([
  ['OpenAI’s list', { object: 'list', data: [{ id: 'a' }, { id: 'b' }] }, ['a', 'b']],
  ['an empty one', { data: [] }, []],
  ['models by name', { models: [{ name: 'a' }, { id: 'b', name: 'B' }] }, ['a', 'b']],
  ['a bare list', [{ id: 'a' }, 'b'], ['a', 'b']],
  [
    'entries that are nothing',
    { data: [null, 7, {}, { id: '' }, { id: 7 }, { id: 'x'.repeat(201) }, { id: 'a' }] },
    ['a'],
  ],
  ['data that is no list, models that is', { data: {}, models: ['a'] }, ['a']],
  ['a word', 'ok', undefined],
  ['null', null, undefined],
  ['an object of something else', { status: 'ok' }, undefined],
])('%s', (_story, document, ids) => {
  expect(modelIdsIn(document)).toEqual(ids)
})

test('a list without end is cut', () => {
  expect(modelIdsIn(Array.from({ length: 5_000 }, (_, index) => ({ id: `m${index}` })))).toHaveLength(2_000)
})
