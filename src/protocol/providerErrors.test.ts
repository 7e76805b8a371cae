import { expect, test } from 'vitest'
import { readFixture } from './fixtures.ts'
import { errorClasses } from './errorClass.ts'
import { providerAnswer, providerAnswerNames } from './providerErrors.ts'

test('every answer of the fixture has its name, and every name its answer', () => {
  const fixture = readFixture('provider-errors.json') as Record<string, Record<string, unknown>>
  const written = Object.entries(fixture).flatMap(([provider, entries]) =>
    Object.keys(entries).map((name) => `${provider}.${name}`),
  )
  expect(providerAnswerNames.toSorted()).toEqual(written.toSorted())
  expect(new Set(providerAnswerNames).size).toBe(providerAnswerNames.length)
})

test.each(providerAnswerNames)('%s says where it was seen, and what it means', (name) => {
  const { status, headers = {}, class: meaning, source, body } = providerAnswer(name)
  expect(status).toBeGreaterThanOrEqual(200)
  expect(status).toBeLessThan(600)
  expect(errorClasses).toContain(meaning)
  expect(source.length).toBeGreaterThan(5)
  expect(JSON.parse(JSON.stringify(body))).toEqual(body)
  expect(Object.keys(headers).filter((header) => header !== header.toLowerCase())).toEqual([])
})
