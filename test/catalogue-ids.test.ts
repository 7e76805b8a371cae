import { expect, test } from 'vitest'
import { scenarios } from '../src/scenarios/index.ts'
import { catalogueIds } from './support/catalogueIds.ts'

const names = new Set(scenarios.map(({ name }) => name))

test.each(Object.entries(catalogueIds))('%s of the catalogue is played', (_id, played) => {
  expect(played.length).toBeGreaterThan(0)
  expect(played.filter((name) => !names.has(name))).toEqual([])
})

test('no two scenarios have one name, and each name is kebab-case', () => {
  expect(names.size).toBe(scenarios.length)
  expect([...names].filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([])
})
