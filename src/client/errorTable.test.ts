import { expect, test } from 'vitest'
import { errorClasses } from '../protocol/errorClass.ts'
import { errorTable } from './errorTable.ts'

test('every class of error has its row, and no row is without a class', () => {
  expect(Object.keys(errorTable).sort()).toEqual([...errorClasses].sort())
})

test('a caller’s own mistake and a caller’s own decision say nothing about the endpoint', () => {
  for (const own of [
    'invalid_request',
    'context_length',
    'content_policy',
    'aborted',
    'local_limit',
    'budget',
  ] as const) {
    expect(errorTable[own].countsForBreaker, own).toBe(false)
  }
})

test('what a provider refused it did not work for', () => {
  for (const refused of ['auth', 'quota_exhausted', 'rate_limited', 'not_found', 'invalid_request'] as const) {
    expect(errorTable[refused].mayBeBilled, refused).toBe(false)
  }
})
