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

const classesWhere = (holds: (rule: (typeof errorTable)[keyof typeof errorTable]) => boolean) =>
  errorClasses.filter((name) => holds(errorTable[name])).toSorted()

test.each([
  ['call', ['aborted', 'budget', 'content_policy', 'invalid_request']],
  ['credential', ['auth', 'permission', 'quota_exhausted']],
  ['origin', ['tls_permanent']],
  ['endpoint', ['circuit_open', 'context_length', 'local_limit', 'not_found']],
  [
    'attempt',
    [
      'conflict',
      'network',
      'overloaded',
      'protocol',
      'rate_limited',
      'server_error',
      'timeout',
      'tls_transient',
      'unacceptable',
    ],
  ],
] as const)('what spoils the %s, and no more', (spoils, classes) => {
  expect(classesWhere((rule) => rule.spoils === spoils)).toEqual(classes)
})

test('the circuit breaker counts what an endpoint does when it is ill, and nothing that its caller does', () => {
  expect(classesWhere((rule) => rule.countsForBreaker)).toEqual([
    'network',
    'overloaded',
    'protocol',
    'server_error',
    'timeout',
    'tls_permanent',
    'tls_transient',
  ])
})

test('whoever got the whole request may have worked for it', () => {
  expect(classesWhere((rule) => rule.mayBeBilled)).toEqual([
    'aborted',
    'network',
    'protocol',
    'timeout',
    'tls_transient',
    'unacceptable',
  ])
})
