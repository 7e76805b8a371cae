import { expect, test } from 'vitest'
import * as client from '../src/client/index.ts'
import { catalogue as faults } from '../src/faults/index.ts'
import * as brownout from '../src/index.ts'

/** Parts that the rehearsal is made of, and no application needs. */
const internal = ['createClientWith', 'decisions', 'defaultPolicies', 'errorTable', 'failureOf']

test('the package exports the whole client', () => {
  const owed = Object.entries(client).filter(([name]) => !internal.includes(name))
  expect(Object.fromEntries(owed)).not.toEqual({})
  expect(brownout).toMatchObject(Object.fromEntries(owed))
  expect(Object.keys(brownout).filter((name) => internal.includes(name))).toEqual([])
})

test('no name of the client hides a fault', () => {
  const hidden = Object.entries(faults).filter(([name, fault]) => brownout[name as keyof typeof brownout] !== fault)
  expect(hidden.map(([name]) => name)).toEqual([])
})
