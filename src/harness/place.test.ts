import { expect, test } from 'vitest'
import type { Script } from '../faults/index.ts'
import { credentialNames, keyOf, placeEndpoints } from './place.ts'

const script: Script = {
  models: { a: [], b: [], c: [] },
  origins: { west: { serves: ['b'] }, east: { serves: ['c'], credential: 'west' } },
}

test('the chain as a target gets it: each model at its place, with its key', () => {
  const origins = new Map([
    ['gateway', 'http://127.0.0.1:1'],
    ['west', 'http://127.0.0.1:2'],
    ['east', 'http://127.0.0.1:3'],
  ])
  expect(placeEndpoints(script, origins)).toEqual([
    { model: 'a', baseURL: 'http://127.0.0.1:1/v1', apiKey: keyOf('gateway') },
    { model: 'b', baseURL: 'http://127.0.0.1:2/v1', apiKey: keyOf('west') },
    { model: 'c', baseURL: 'http://127.0.0.1:3/v1', apiKey: keyOf('west') },
  ])
})

test('keys may be handed over as they stand in a file', () => {
  const [first] = placeEndpoints(script, new Map(), { keyEnding: '\n' })
  expect(first!.apiKey).toBe(`${keyOf('gateway')}\n`)
})

test('the history speaks of keys by their names, and every key that is given out has one', () => {
  const names = credentialNames(script)
  expect([...names.values()]).toEqual(['gateway', 'west'])
  for (const { apiKey } of placeEndpoints(script, new Map())) expect(names.has(apiKey)).toBe(true)
})

test('a run may have keys that nobody else has', () => {
  const names = credentialNames(script, 'salt-of-its-own')
  const keys = placeEndpoints(script, new Map(), { salt: 'salt-of-its-own' }).map(({ apiKey }) => apiKey)
  for (const apiKey of keys) expect(names.has(apiKey)).toBe(true)
  expect(keys).not.toContain(keyOf('gateway'))
})
