import { expect, test } from 'vitest'
import {
  connectionRefused,
  connectionReset,
  connectTimeout,
  dnsFailure,
  tlsExpired,
} from '../faults/catalogue/index.ts'
import { always, first, type FaultSpec } from '../faults/index.ts'
import { hasUnseenConnections } from './unseenConnections.ts'

const bent = (fault: FaultSpec) =>
  hasUnseenConnections({ models: { a: [] }, origins: { gateway: { serves: ['a'], rules: [first(3, fault)] } } })

test.each([connectionRefused({}), connectTimeout({}), dnsFailure({})])('$type leaves no trace', (fault) => {
  expect(bent(fault)).toBe(true)
})

test.each([connectionReset({}), tlsExpired({})])('$type is seen', (fault) => {
  expect(bent(fault)).toBe(false)
})

test('nor does anything that bends an answer', () => {
  const models = { a: [always({ type: 'noHeaders' })] }
  expect(hasUnseenConnections({ models })).toBe(false)
  expect(hasUnseenConnections({ models, origins: { gateway: { serves: ['a'] } } })).toBe(false)
})
