import { expect, test } from 'vitest'
import { inOneShape } from './inOneShape.ts'

test('what was declared stands as it was, and everything else as undefined, in the same order', () => {
  const some = inOneShape({ rpm: 60, deadlineMs: 1_000 })
  expect(some).toEqual({ deadlineMs: 1_000, rpm: 60 })
  expect(Object.keys(some)).toEqual(Object.keys(inOneShape({})))
  expect(Object.keys(some)).toContain('outage')
})
