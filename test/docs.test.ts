import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalogue as invariants } from '../src/invariants/index.ts'
import { scenarios } from '../src/scenarios/index.ts'
import { generatedDocs } from './support/generatedDocs.ts'

const docs = join(import.meta.dirname, '../docs')

describe('docs made from code', () => {
  test.each(generatedDocs())('docs/$file is what `npm run docs` writes', ({ file, content }) => {
    expect(readFileSync(join(docs, file), 'utf8')).toBe(content)
  })
})

describe('the scenarios', () => {
  const names = new Set(Object.values(invariants).map(({ name }) => name as string))

  test('have names of their own', () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length)
  })

  test.each(scenarios)('$name says what it wants, where that stands, and exercises rules that exist', (scenario) => {
    expect(scenario.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(scenario.requirement.length).toBeGreaterThan(20)
    expect(scenario.source.length).toBeGreaterThan(5)
    expect(scenario.exercises.filter((name) => !names.has(name))).toEqual([])
    expect(JSON.parse(JSON.stringify(scenario))).toEqual(scenario)
  })
})
