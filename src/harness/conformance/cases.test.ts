import { expect, test } from 'vitest'
import { scenarios } from '../../scenarios/index.ts'
import { loopback } from '../worlds/index.ts'
import { answeredAfterOf, conformanceCases, conformanceNames } from './cases.ts'

const named = (name: string) => scenarios.find((scenario) => scenario.name === name)

test('there are at least 60 cases, each a scenario of the catalogue, once', () => {
  expect(conformanceNames.length).toBeGreaterThanOrEqual(60)
  expect(conformanceNames.filter((name) => named(name) === undefined)).toEqual([])
  expect(new Set(conformanceNames).size).toBe(conformanceNames.length)
})

test('each stands in its family', () => {
  const misplaced = Object.entries(conformanceCases).flatMap(([family, cases]) =>
    Object.keys(cases).filter((name) => named(name)?.family !== family),
  )
  expect(misplaced).toEqual([])
})

test('each can be played on real sockets', () => {
  expect(conformanceNames.filter((name) => loopback.refuses(named(name)!) !== undefined)).toEqual([])
})

test('a scenario of which nobody has said what it takes needs another model', () => {
  expect(answeredAfterOf('503-retry-after')).toBe('retries')
  expect(answeredAfterOf('somebody-elses-day')).toBe('fallback')
})

test('what has two models of which the first always fails takes more than retries', () => {
  const wrong = conformanceNames.filter((name) => {
    const { models } = named(name)!.upstream
    const [first, ...others] = Object.values(models)
    const fails = first!.some(({ when }) => 'always' in when)
    return others.length > 0 && fails && answeredAfterOf(name) === 'retries'
  })
  expect(wrong).toEqual([])
})
