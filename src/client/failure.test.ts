import { describe, expect, test } from 'vitest'
import { endsCall, failureOf, floorOf, refusedOrUnknown, spoilsOf, underPolicy } from './failure.ts'

const filtered = failureOf('content_policy', 'http_400', 'no')
const broken = failureOf('server_error', 'http_500', 'no')

describe('a failure under the fallback policy', () => {
  test('that sends filtered messages elsewhere: the filter spoils its endpoint, and ends no call', () => {
    const policy = { contentPolicy: 'fallback' } as const
    const understood = underPolicy(filtered, policy)
    expect(understood).toEqual({ ...filtered, spoils: 'endpoint' })
    expect([endsCall(filtered), endsCall(understood)]).toEqual([true, false])
    expect(underPolicy(broken, policy)).toBe(broken)
  })

  test('that leaves a filter its say: nothing helps', () => {
    expect(underPolicy(filtered, { contentPolicy: 'fail' })).toBe(filtered)
  })

  test('that names the classes for which the call goes elsewhere: others keep it', () => {
    const policy = { contentPolicy: 'fail', on: ['overloaded'] } as const
    expect(underPolicy(broken, policy)).toEqual({ ...broken, mayFallBack: false })
    const overloaded = failureOf('overloaded', 'http_503', 'no')
    expect(underPolicy(overloaded, policy)).toBe(overloaded)
  })
})

test('what a failure says of itself goes before its class', () => {
  expect([spoilsOf(broken), spoilsOf({ ...broken, spoils: 'endpoint' })]).toEqual(['attempt', 'endpoint'])
})

test('the wait that was asked for goes before one that only the words name', () => {
  expect(floorOf({ ...broken, askedWaitMs: 5, hintedWaitMs: 9 })).toBe(5)
  expect(floorOf({ ...broken, hintedWaitMs: 9 })).toBe(9)
  expect(floorOf(broken)).toBeUndefined()
})

test.each([
  ['network', 'refused', true],
  ['network', 'dns', true],
  ['network', 'reset', false],
  ['content_policy', 'refused', false],
] as const)('%s/%s: nobody is there: %s', (errorClass, reason, expected) => {
  expect(refusedOrUnknown(failureOf(errorClass, reason, ''))).toBe(expected)
})
