import { expect, test } from 'vitest'
import { busiestWindow } from './busiestWindow.ts'

test.each([
  ['none', [], { count: 0, first: 0 }],
  ['one', [5], { count: 1, first: 0 }],
  ['the fullest, wherever it begins', [0, 90, 100, 120, 185, 400], { count: 4, first: 1 }],
  ['of two equal ones the first', [0, 10, 200, 210], { count: 2, first: 0 }],
  ['two that are a whole window apart are not in one', [0, 100], { count: 1, first: 0 }],
])('%s', (_story, instants, expected) => {
  expect(busiestWindow(instants, 100)).toEqual(expected)
})
